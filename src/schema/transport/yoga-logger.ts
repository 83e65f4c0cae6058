import { GraphQLError } from 'graphql';
import type { YogaLogger } from 'graphql-yoga';
import type { Logger } from 'pino';
import { errorRow } from '../../errors/error-table.ts';
import { CodexServeError } from '../../errors/errors.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';

/**
 * Yoga's log through pino. Yoga calls every failed operation an error; one that is the client's
 * fault, or the gateway's shutdown, is logged at `debug`: nobody has to look into it.
 */
export function yogaLogger(logger: Logger): YogaLogger {
  const write =
    (level: Level) =>
    (...args: unknown[]): void => {
      const err = args.find((arg) => arg instanceof Error);
      const texts = args.filter((arg) => typeof arg === 'string');
      logger[isExpected(err) ? 'debug' : level](
        { err, detail: texts.join(' ') || undefined },
        'graphql',
      );
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

function isExpected(error: unknown): boolean {
  if (error instanceof CodexServeError) {
    return error.code === 'shutting_down' || errorRow(error.code).status < 500;
  }
  if (!(error instanceof GraphQLError)) return false;
  if (error.originalError) return isExpected(error.originalError);
  // What is wrong with a document or its variables stands in no place of the result.
  return error.path === undefined;
}
