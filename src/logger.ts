import { pino, type Logger } from 'pino';
import pinoPretty from 'pino-pretty';

/** What is taken out of every log line, wherever an object that holds it is logged. */
const secrets = ['authorization', 'apiKey', 'api_key', 'access_token', 'refresh_token', 'id_token'];
const redacted = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]);

/**
 * The log, on standard error, so that standard output is free for what was asked for: readable on a
 * terminal, one JSON object a line elsewhere.
 */
export function createLogger(level: string, isTerminal: boolean): Logger {
  const options = { level, redact: { paths: redacted, censor: '[hidden]' } };
  if (!isTerminal) return pino(options, pino.destination({ dest: 2, sync: true }));
  const pretty = pinoPretty({
    destination: 2,
    sync: true,
    colorize: true,
    translateTime: 'HH:MM:ss.l',
    ignore: 'pid,hostname',
  });
  return pino(options, pretty);
}
