import { withoutSecrets } from '../../service/errors/without-secrets.ts';

/** How many lines are kept, and how many characters of each. */
const maxLines = 6;
const maxLength = 300;

/** Color codes, which Codex writes even when its output is no terminal. */
// oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
const color = /\u001B\[[0-9;]*m/g;

/** The last lines that a process wrote. Bounded, however much it writes. */
export interface OutputTail {
  readonly lines: readonly string[];
  add(line: string): void;
}

/** An empty one. */
export function outputTail(): OutputTail {
  const lines: string[] = [];
  return {
    lines,
    add(line) {
      const text = withoutColor(line);
      if (text === '' || isBesideThePoint(text)) return;
      // Codex gives the token of the login on request.
      lines.push(withoutSecrets(text.slice(0, maxLength)));
      if (lines.length > maxLines) lines.shift();
    },
  };
}

/** The last lines of a whole output. */
export function lastLines(...outputs: readonly string[]): readonly string[] {
  const tail = outputTail();
  for (const output of outputs) {
    for (const line of output.slice(-maxLines * maxLength).split('\n')) tail.add(line);
  }
  return tail.lines;
}

/** The line without color codes and surrounding space. */
export function withoutColor(line: string): string {
  return line.replaceAll(color, '').trim();
}

/** Whether Codex complains about running commands, which no thread of the gateway can do. */
export function isBesideThePoint(line: string): boolean {
  return /bubblewrap|PATH aliases|helper binaries/.test(line);
}
