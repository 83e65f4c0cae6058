import type { Logger } from 'pino';
import { withoutSecrets } from '../../service/errors/without-secrets.ts';
import { isBesideThePoint, withoutColor } from '../binary/output-tail.ts';

/** Puts a line that Codex wrote to its standard error into the log, at the level it names. */
export function logStderrLine(line: string, logger: Logger): void {
  const text = withoutColor(line);
  if (text !== '') logger[levelOf(text)]({ source: 'codex' }, withoutSecrets(text));
}

function levelOf(line: string): 'error' | 'warn' | 'info' | 'debug' {
  if (isBesideThePoint(line)) return 'debug';
  const level = /^\S+\s+(ERROR|WARN|INFO|DEBUG|TRACE)\b/.exec(line)?.[1];
  if (level === 'ERROR' || level === 'WARN') return level === 'ERROR' ? 'error' : 'warn';
  return level === 'INFO' ? 'info' : 'debug';
}
