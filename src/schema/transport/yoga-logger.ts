import type { YogaLogger } from 'graphql-yoga';
import type { Logger } from 'pino';

/** Yoga's log through pino. */
export function yogaLogger(logger: Logger): YogaLogger {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...args: unknown[]): void => {
      const err = args.find((arg) => arg instanceof Error);
      const texts = args.filter((arg) => typeof arg === 'string');
      logger[level]({ err }, texts.join(' ') || 'graphql');
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
