import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Logger } from 'pino';

/** Colour codes, which Codex writes also where no terminal is. */
// oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
const colour = /\u001B\[[0-9;]*m/g;

/** Puts each line that Codex writes to its standard error into the log, at the level it names. */
export function logStderr(stderr: Readable, logger: Logger): void {
  createInterface({ input: stderr }).on('line', (line) => {
    const text = line.replaceAll(colour, '').trim();
    if (text !== '') logger[levelOf(text)]({ source: 'codex' }, text);
  });
}

/** Complaints about running commands, which no thread here can do. */
const besideThePoint = /bubblewrap|PATH aliases/;

function levelOf(line: string): 'error' | 'warn' | 'info' | 'debug' {
  if (besideThePoint.test(line)) return 'debug';
  const level = /^\S+\s+(ERROR|WARN|INFO|DEBUG|TRACE)\b/.exec(line)?.[1];
  if (level === 'ERROR' || level === 'WARN') return level === 'ERROR' ? 'error' : 'warn';
  return level === 'INFO' ? 'info' : 'debug';
}
