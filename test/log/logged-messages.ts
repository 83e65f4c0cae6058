import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A call of a logger in the source. */
export interface LoggedMessage {
  /** `src/http/server/request-log.ts` */
  readonly file: string;
  /** Its `msg`; each `…` stands for a part that is put in. */
  readonly message: string;
}

/** Every message that `src` logs, but for lines of Codex itself. The stand-in logs nothing. */
export async function loggedMessages(): Promise<LoggedMessage[]> {
  const found: LoggedMessage[] = [];
  for (const name of await readdir('src', { recursive: true })) {
    if (!name.endsWith('.ts') || name.startsWith('standin')) continue;
    const file = path.join('src', name);
    const text = await readFile(file, 'utf8');
    for (const { index, 0: call } of text.matchAll(calls)) {
      const argument = lastArgument(text, index + call.length);
      found.push(...messagesOf(argument, text).map((message) => ({ file, message })));
    }
  }
  return found;
}

const calls =
  /\b(?:log|logger|#logger)\s*\??(?:\.(?:trace|debug|info|warn|error|fatal)|\[(?:[^[\]]|\[[^\]]*\])*\])\(/g;

/** The text of the last argument of a call whose parenthesis was opened before `start`. */
function lastArgument(text: string, start: number): string {
  let depth = 1;
  let quote: string | null = null;
  let last = start;
  for (let at = start; ; at++) {
    const character = text[at] ?? '';
    if (at >= text.length) throw new Error('The call has no end.');
    if (quote !== null) {
      if (character === '\\') at++;
      else if (character === quote) quote = null;
    } else if (/['"`]/.test(character)) quote = character;
    else if (/[([{]/.test(character)) depth++;
    else if (/[)\]}]/.test(character) && --depth === 0) return text.slice(last, at).trim();
    else if (
      character === ',' &&
      depth === 1 &&
      /\S/.test(text.slice(at + 1).replace(/^\s*\)/, ''))
    ) {
      if (!/^\s*\)/.test(text.slice(at + 1))) last = at + 1;
    }
  }
}

/** The messages that an argument can be. A name is looked up in its file; none for what Codex wrote. */
function messagesOf(argument: string, text: string): readonly string[] {
  const argumentText = argument.replace(/,$/, '').trim();
  const literal = /^(['"`])(.*)\1$/s.exec(argumentText)?.[2];
  if (literal !== undefined) return [literal.replaceAll(/\$\{[^}]*\}/g, '…')];
  const defined = new RegExp(`\\bconst ${argumentText} =\\s*(['"\`])(.*?)\\1;`, 's').exec(
    text,
  )?.[2];
  return defined === undefined ? [] : [defined];
}
