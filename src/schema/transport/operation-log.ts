import { getOperationAST, print, type ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';

/** Logs each operation with its variables. They hold prompts: for verbose logs only. */
export function operationLog(logger: Logger): Plugin {
  const log = ({ document, operationName, variableValues }: ExecutionArgs): void => {
    const operation = getOperationAST(document, operationName);
    logger.info(
      {
        operation: operation?.operation,
        operationName: operation?.name?.value,
        document: print(document),
        variables: variableValues,
      },
      'graphql operation',
    );
  };
  return {
    onExecute: ({ args }) => log(args),
    onSubscribe: ({ args }) => log(args),
  };
}
