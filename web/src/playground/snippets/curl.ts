import { keyVariable, type Snippet } from './snippet.ts';

/** A longer body goes through the input: on Linux an argument has at most 131,072 bytes. */
const maxArgumentBytes = 100_000;

/** A request for a POSIX shell. */
export const curl: Snippet = (body, { origin, isKeyRequired }) => {
  const json = JSON.stringify(body, null, 2);
  const isLong = new TextEncoder().encode(json).length > maxArgumentBytes;
  return [
    `curl ${body['stream'] === true ? '-N ' : ''}${quoted(`${origin}/v1/chat/completions`)} \\`,
    `  -H 'content-type: application/json' \\`,
    ...(isKeyRequired ? [`  -H "authorization: Bearer $${keyVariable}" \\`] : []),
    // In a here-document with a quoted delimiter a shell changes nothing, and JSON has no such line.
    ...(isLong ? [`  --data-binary @- <<'END'`, json, 'END'] : [`  --data-raw ${quoted(json)}`]),
  ].join('\n');
};

/** A text as one word of a POSIX shell, in which nothing is expanded. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
