import { getOperationAST, print, type ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { GraphqlContext } from '../kit/context.ts';

/** Logs each operation with its variables. They hold prompts: for verbose logs only. */
export function operationLog(logger: Logger): Plugin<GraphqlContext> {
  const log = (args: ExecutionArgs, { caller }: GraphqlContext): void => {
    const { document, operationName, variableValues } = args;
    const { requestId, operationId } = caller;
    const operation = getOperationAST(document, operationName);
    logger.info(
      {
        requestId,
        operationId,
        operation: operation?.operation,
        operationName: operation?.name?.value,
        document: print(document),
        variables: variableValues,
      },
      'graphql operation',
    );
  };
  return {
    onExecute: ({ args, context }) => log(args, context),
    onSubscribe: ({ args, context }) => log(args, context),
  };
}
