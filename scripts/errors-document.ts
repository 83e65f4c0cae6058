import { codesByInfo, codesByStatus } from '../src/codex/engine/app-server/turn/upstream-codes.ts';
import { errorCodes, errorRow, type ErrorCode } from '../src/errors/error-table.ts';
import { markdownTable } from './markdown-table.ts';

const head = `# Errors

Every failure that a client can see, on either surface. This page is written by \`npm run docs\` from
the table that the gateway itself answers from.

REST answers with OpenAI's body, all four members always there:
\`{"error": {"message", "type", "param", "code"}}\`. In a stream that has begun it is the last event, with
no \`finish_reason\` and no \`[DONE]\`, which the SDKs raise as an error. GraphQL gives the code in upper
case, \`MODEL_NOT_FOUND\`.

"Retried" says whether OpenAI's SDKs ask again by themselves, as they do twice for 408, 409, 429 and
every 5xx unless \`x-should-retry\` says otherwise. Where it is known when trying again makes sense,
\`retry-after\` (in seconds) and \`retry-after-ms\` say so; GraphQL calls it \`retryAfterMs\`.
`;

const weather = `## Bad weather

Codex retries by itself what may mend itself: a connection that breaks, a 5xx, a rate limit.

- While it does, a client sees nothing of it but comments that keep its stream open.
- What a retry repeats of the text is not sent again. Where it differs from what was sent, the stream
  ends in \`answer_diverged\`.
- \`--retry-seconds\` bounds how long the retries of one answer may take; then the request fails with
  what the last one was for. Where the service asks for a longer wait than that, it fails at once, with
  that wait in \`retry-after\`.
- What no retry can fix fails at once, though Codex would retry: a login that is refused, a request
  that is too large, and any other 4xx but 408, 409, 425 and 429.
- The service is asked six times at most for one choice of an answer, retries, second runs and both
  transports together.
- A client that leaves ends all of it at once.
- After five requests in a row that failed to reach the service, further ones get 503
  \`upstream_unavailable\` at once, until one that is let through as a probe is answered. Answers of any
  kind, errors included, reset the count. Connections that the service resets lock out only the client
  and the model that they have in common.
- After three failed starts of Codex within 60 s, requests get 503 \`engine_unavailable\` at once, until a
  start works.
- An app-server that does not answer for 10 to 15 s is killed and replaced.

Every answer ends:

- A running answer that shows no sign of life for \`--silence-seconds\` ends in \`upstream_timeout\`. A
  retry is no sign of life; the wait for tool results does not count.
- An answer that takes longer than \`--answer-seconds\` ends in \`answer_timeout\`.
- Both stop the turn at the service and free its place in the queue. Before the first byte they are a
  504 that SDKs do not repeat, after that the last event of the stream.
- Where Codex does not say that an answer is complete, the gateway asks after some seconds, and ends it.
- When Codex dies before the client has got anything of an answer, the gateway asks the next Codex the
  same, once. After that the answer ends in \`engine_unavailable\`, and is never repeated unasked.
- An answer contains nothing from a request that Codex makes by itself. It ends before that: at the
  first content filter, for example.

An answer that the service cuts short is no error: it ends with the \`finish_reason\` \`length\` or
\`content_filter\`.

## What Codex and the service say, and what becomes of it

By the name that Codex gives a failure (\`codexErrorInfo\`):

`;

const statuses = `
By the HTTP status of the service, where Codex knows no more:

`;

const tail = `
Any other status is \`upstream_error\`, and so is a connection that breaks. A 400 keeps the service's
message, the field at fault, and its code where that is one of the table above.
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
