import { pino, type Logger } from 'pino';
import { prettyFactory } from 'pino-pretty';
import { createLineWriter } from './line-writer.ts';
import { logSerializers } from './log-serializers.ts';
import { withoutControls } from './without-controls.ts';
import { standardError } from './sink.ts';

/** The log of the process. */
export interface Log {
  readonly logger: Logger;
  /** Waits until everything is written, `ms` at the longest. */
  flush(ms: number): Promise<void>;
  /** The number of lines that found no room so far. */
  droppedLines(): number;
}

/** What is taken out of every log line, wherever an object that holds it is logged. */
const secrets = ['authorization', 'apiKey', 'api_key', 'access_token', 'refresh_token', 'id_token'];
const redacted = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]);

/**
 * Opens the log on standard error, which leaves standard output to what the user asked for: readable
 * on a terminal, one JSON object a line elsewhere. Logging neither blocks nor fails. Lines that find
 * no room are dropped, and the log says how many once it can be written again.
 */
export function openLog(level: string, isTerminal: boolean): Log {
  const writer = createLineWriter(standardError(), { onDropped: reportDropped });
  const format = isTerminal ? pretty() : (line: string): string => line;
  const logger = pino(
    { level, redact: { paths: redacted, censor: '[hidden]' }, serializers: logSerializers },
    { write: (line: string) => writer.write(format(line)) },
  );
  process.once('exit', () => writer.flushNow());
  return {
    logger,
    flush: async (ms) => await writer.flush(ms),
    droppedLines: () => writer.dropped,
  };

  function reportDropped(droppedLines: number): void {
    // A log for errors alone must say what it lacks, too.
    const shownLevel = logger.isLevelEnabled('warn') ? 'warn' : 'fatal';
    logger[shownLevel]({ droppedLines }, 'log lines were dropped: they could not be written');
  }
}

/** Puts Node's warnings into the log. Node itself writes them to standard error and waits. */
export function logWarnings(logger: Logger): void {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => logger.warn({ err: warning }, 'warning of Node'));
}

/** Lines hold what clients and the service send, and a terminal obeys control characters. */
function pretty(): (line: string) => string {
  const options = { colorize: true, translateTime: 'HH:MM:ss.l', ignore: 'pid,hostname' };
  const format = prettyFactory(options);
  return (line) => format(withoutControls(line));
}
