import { getOperationAST, type ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { noteFacts } from '../../http/request-facts.ts';
import { textStart } from '../../util/cut-text.ts';
import type { ServerContext } from './yoga.ts';

/** In characters. */
const longestName = 100;

/** Notes which operation a request over HTTP is, for its line in the log and for its span. */
export function nameOperations(): Plugin<ServerContext> {
  return {
    onExecute: ({ args }) => note(args, args.contextValue.req),
    onSubscribe: ({ args }) => note(args, args.contextValue.req),
  };
}

function note({ document, operationName }: ExecutionArgs, req: ServerContext['req']): void {
  const operation = getOperationAST(document, operationName);
  if (req === undefined || !operation) return;
  const name = operation.name && textStart(operation.name.value, longestName);
  noteFacts(req, { operation: operation.operation, ...(name && { operationName: name }) });
}
