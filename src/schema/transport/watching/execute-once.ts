import { execute, type ExecutionArgs, type OperationDefinitionNode } from 'graphql';
import type { WatchOperation } from './watch-operation.ts';

type Result = ReturnType<typeof execute>;
type Results = Map<OperationDefinitionNode, Map<string, Result>>;

/**
 * Executes an operation for an event, or gives what has just come of it. The event is the same
 * object for all subscribers; the arguments may be those of any of them.
 */
export type ExecuteOnce = (watch: WatchOperation, event: object, args: ExecutionArgs) => Result;

/**
 * Keeps results for one turn of the event loop, in which all who wait for an event get it. So it
 * holds no more than is being sent, and nobody gets what was true earlier. The resolvers get no
 * context: it would be that of one of them.
 */
export function createExecuteOnce(): ExecuteOnce {
  const kept = new Map<object, Results>();
  const resultsOf = (event: object): Results => {
    const known = kept.get(event);
    if (known !== undefined) return known;
    if (kept.size === 0) setImmediate(() => kept.clear());
    const results: Results = new Map();
    kept.set(event, results);
    return results;
  };
  return ({ operation, variables }, event, args) => {
    const results = resultsOf(event);
    let ofOperation = results.get(operation);
    if (ofOperation === undefined) results.set(operation, (ofOperation = new Map()));
    let result = ofOperation.get(variables);
    if (result === undefined) {
      result = execute({ ...args, contextValue: undefined });
      ofOperation.set(variables, result);
    }
    return result;
  };
}
