import { codesByInfo, codesByStatus } from '../src/codex/engine/service/errors/upstream-codes.ts';
import { errorCodes, errorRow, type ErrorCode } from '../src/errors/error-table.ts';
import { markdownTable } from './markdown-table.ts';

const head = `# Errors

Every error that a client can see, over REST and GraphQL. \`npm run docs\` generates this page from the
gateway's own error table.

REST answers with OpenAI's body, which always has four members:
\`{"error": {"message", "type", "param", "code"}}\`. In a stream that has begun, the error is the last
event. No \`finish_reason\` and no \`[DONE]\` follow, and the SDKs raise an error. GraphQL has the code in
upper case, \`MODEL_NOT_FOUND\`.

"Retried" tells whether OpenAI's SDKs retry the request. They retry 408, 409, 429 and every 5xx twice,
unless \`x-should-retry\` overrides that. If the gateway knows when a retry makes sense, it sends
\`retry-after\` (in seconds) and \`retry-after-ms\`; in GraphQL the field is \`retryAfterMs\`.
`;

const weather = `## Retries and timeouts

Codex retries temporary failures: a broken connection, a 5xx, a rate limit.

- During retries a client sees only the comments that keep its stream open.
- A retry does not send text again that the client already has. If the new text differs from what was
  sent, the stream ends in \`answer_diverged\`.
- \`--retry-seconds\` bounds the retries of one answer. After that, the request fails with the error of
  the last attempt. If the service asks for a longer wait, the request fails at once, with that wait in
  \`retry-after\`.
- Errors that no retry can fix fail at once, though Codex would retry: a refused login, a request that
  is too large, and any other 4xx except 408, 409, 425 and 429.
- The gateway asks the service at most six times for one choice of an answer. Retries, second runs and
  both transports count together.
- When the client leaves, the retries end at once.
- After five consecutive requests that failed to reach the service, further requests get 503
  \`upstream_unavailable\` at once, until the service answers one that the gateway lets through as a
  probe. Answers of any kind, errors included, reset the count. Connections that the service resets lock
  out only the client and the model that they have in common.
- After three failed starts of Codex within 60 s, requests get 503 \`engine_unavailable\` at once, until a
  start works.
- An app-server that does not answer for 10 to 15 s is killed and replaced.

Every answer ends:

- A running answer without any sign of life for \`--silence-seconds\` ends in \`upstream_timeout\`. A retry
  is not a sign of life; the wait for tool results does not count.
- An answer that takes longer than \`--answer-seconds\` ends in \`answer_timeout\`.
- Both stop the turn at the service and free its place in the queue. Before the first byte the client
  gets a 504 that SDKs do not retry, after that an error as the last event of the stream.
- If Codex does not report that an answer is complete, the gateway asks after some seconds, and ends it.
- If Codex dies before the client has received any part of an answer, the gateway repeats the request
  once, with the next Codex. Otherwise the answer ends in \`engine_unavailable\`, and the gateway does not
  repeat it.
- An answer contains nothing from requests that Codex makes on its own. It ends before them, for
  example at the first content filter.

An answer that the service cuts short is not an error: it ends with the \`finish_reason\` \`length\` or
\`content_filter\`.

## How errors of Codex and the service are mapped

By the name that Codex gives an error (\`codexErrorInfo\`):

`;

const statuses = `
By the HTTP status of the service, if Codex gives no name:

`;

const tail = `
Any other status, and a broken connection, is \`upstream_error\`. A 400 keeps the service's message, its
\`param\`, and its code if that is in the table above.
`;

/** `docs/errors.md`, whole. */
export function errorsDocument(): string {
  const codes = markdownTable([
    ['GraphQL', '`code`', 'Status', '`type`', 'Retried', 'Meaning', 'What to do'],
    ...errorCodes.map((code) => rowOf(code)),
  ]);
  return [
    `${head}\n${codes}\n${weather}`,
    sourcesTable('Codex', Object.entries(codesByInfo)),
    statuses,
    sourcesTable('Status', Object.entries(codesByStatus)),
    tail,
  ].join('');
}

function rowOf(code: ErrorCode): string[] {
  const { status, type, wireCode, meaning, advice } = errorRow(code);
  const wire = wireCode === null ? '`null`' : `\`${wireCode}\``;
  const graphql = `\`${code.toUpperCase()}\``;
  return [graphql, wire, String(status), `\`${type}\``, retried(code), meaning, advice];
}

/** OpenAI's SDKs in their default settings. */
function retried(code: ErrorCode): string {
  const { status, shouldRetry } = errorRow(code);
  if (shouldRetry !== undefined) return `${shouldRetry ? 'yes' : 'no'}, by \`x-should-retry\``;
  return status === 408 || status === 409 || status === 429 || status >= 500 ? 'yes' : 'no';
}

function sourcesTable(title: string, sources: readonly (readonly [string, ErrorCode])[]): string {
  const rows = sources.map(([source, code]) => [
    `\`${source}\``,
    `\`${code}\``,
    String(errorRow(code).status),
  ]);
  return markdownTable([[title, 'Error', 'Status'], ...rows]);
}
