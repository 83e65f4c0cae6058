import { engineDifferences } from '../test/support/engine-differences.ts';
import { requestDifferences } from '../test/direct/requests/request-differences.ts';
import { requestFieldsFor } from '../src/rest/openai/chat/request-fields.ts';
import { responseFieldsFor } from '../src/rest/openai/responses/request/request-fields.ts';
import { columns, fieldRows } from './field-rows.ts';
import { markdownTable } from './markdown-table.ts';

const head = `# Chat Completions and Responses, field by field

What \`POST /v1/chat/completions\` and \`POST /v1/responses\` do with each field of OpenAI's API, for
each engine (\`--engine\`) and login. This page is written by \`npm run docs\` from the tables that
requests are checked against, so they cannot differ. [Responses](#responses) have a table of their own.

| Treatment | Meaning                                                                                        |
| --------- | ---------------------------------------------------------------------------------------------- |
| honoured  | It has its effect.                                                                             |
| emulated  | Implemented by the gateway, because the engine has no such option.                             |
| ignored   | It is checked and has no effect; the answer's header \`x-codex-serve-ignored\` names it.         |
| refused   | Any value but the one given here is a 400 in OpenAI's words, since it would change the answer. |

What the direct engine honors, it passes on to the service as the client said it. Whether the service
takes it depends on the model: a reasoning model of OpenAI refuses \`temperature\`, for example, with a
400 of its own.

A field that is not listed is ignored, and named in the header like the others. With \`--strict\` every
field that would be ignored is refused (\`unsupported_parameter\`, or \`unknown_parameter\` where it is
not listed), as are an effort and a service tier that the model does not offer; only what clients
replay from an answer is let through.

Where the answer does not honor an option (\`tool_choice\`, \`parallel_tool_calls\`, \`logprobs\`,
\`response_format\`), the header \`x-codex-serve-unmet\` names it. In a stream the last chunk does so, in
\`"codex_serve": {"unmet": ["response_format"]}\`; what is known before the first chunk is in the header as
well. With \`--strict\` the answer fails instead.

On the direct engine the service itself holds the model to a \`tool_choice\`. A \`tool_choice\` that
names a tool ends with the finish reason \`stop\`, as OpenAI's does; \`required\` and \`auto\` end with
\`tool_calls\`.

\`usage\` holds the service's own counts, also for an answer that the service cut at its limit. There
are none for an answer that the gateway ended by \`stop\` or a limit of tokens that it counts itself,
and, on the app-server engine, for one that a content filter cut. Those are estimated with the
tokenizer of the model's family, without reasoning and cached tokens, and marked \`"codex_serve_estimated": true\`.

When the model refuses to answer, \`refusal\` is set and the finish reason is \`content_filter\`. With the
app-server a fixed sentence stands for the words of a refusal, because Codex 0.171 does not pass them on.

The summary of the model's reasoning comes as \`reasoning_content\` beside the content. The setting
\`--reasoning-format\`, and for one request the header \`x-codex-serve-reasoning\`, choose another place:
\`reasoning_content\`, \`reasoning\`, \`think\` (between \`<think>\` tags at the head of the content; never in
JSON, which gets \`reasoning_content\`) or \`none\`. What a client replays of it is not shown to the
model again, neither in these members nor as the beginning of the assistant's text, with or without
\`<think>\` tags (Zed does so by default): the gateway knows the last 10,000 summaries that it sent.
`;

const responsesHead = `## Responses

What was said about treatments, \`--strict\` and fields that are not listed holds here too. An ignored
field is named in \`x-codex-serve-ignored\`: an option by its path, a tool or an item by its type
(\`tools[type=web_search]\`, \`input[type=mcp_call]\`), an output that an answer does not have by its
name (\`include[file_search_call.results]\`). An answer over WebSocket has no headers; the log and
GraphQL's \`ignored\` name the fields of both. What the answer does not honor is named in
\`codex_serve.unmet\` of the response.

- What every item may have (\`id\`, \`status\`) is listed once, at messages.
- Items are kept and shown again with all members that the client sent. One without an \`id\` gets one,
  which the service is not told.
- Every call needs its output after it, and every output its call, over the history and the input
  together. A call within which an answer was cut needs none, and the model does not see it.
- Tools are unique by their namespace and name. Where the input or the history defines a tool again, the
  last definition counts.
- Tools without effect are not repeated in the response's \`tools\`. \`strict\` is \`false\` there unless
  the client sends \`true\`.
- \`messages\` without \`input\`, and \`response_format\`, are refused with a pointer to the fields that
  the Responses API has for them. Other fields of Chat Completions are ignored like unknown ones.
`;

const idempotency = `## Idempotency-Key

A request with the header \`Idempotency-Key\` (1 to 255 characters, the client's choice) can be sent again
without being answered, and paid for, twice. With the same body it gets the same completions: a running
one from its beginning, an ended one as it was. \`stream\` and \`stream_options\` do not count as body, so
what was lost as a stream can be read whole. \`n\` and several prompts are covered; so are legacy
completions, responses and compactions. Responses over WebSocket have no headers, and no keys.

- A key belongs to the API key that sends it, and lives as long as the gateway keeps the completion: ten
  minutes after its end, the last 200 of them, not over a restart.
- A completion with a key outlives its last connection by 60 seconds.
- Another body under the same key is a 409 \`idempotency_key_reused\`, which SDKs do not retry.
- A refusal, a failure before the first token, any failure of an answer that is sent whole, and a
  cancellation free the key. A stream that failed later fails again in the same way.
`;

const jsonAnswers = `## JSON answers

For \`json_object\` and \`json_schema\`, strict or not:

${markdownTable([
  ["The model's answer", 'Whole', 'Streamed'],
  ['JSON that matches', 'As it is', 'As it is'],
  [
    'Blanks, a byte order mark or a code fence around it',
    'Without them',
    'Dropped before the first chunk, and at the end',
  ],
  [
    'A trailing comma; a string in which no backslash starts a JSON escape (`"C:\\projects"`, `"\\d+"`)',
    'Comma removed, backslashes doubled',
    'As it came, marked as unmet',
  ],
  [
    'Anything else that is not JSON, or does not match the schema',
    'As it came, marked as unmet',
    'As it came, marked as unmet',
  ],
  [
    'The same with `--strict`',
    '422 `response_format_unmet`, which SDKs do not retry',
    'An error event',
  ],
])}
An answer that ends early (\`length\`, \`content_filter\`) or in tool calls is not checked. The check is never
stricter than the schema: where the drafts of JSON Schema or the dialects of regular expressions
differ, where the schema is invalid or refers to another one, and where the check would take more than
a tenth of a second, the answer counts as matching. Formats are not checked.
`;

/** `docs/compatibility.md`, whole. */
export function compatibilityDocument(): string {
  const header = ['Field', ...columns.map(({ title }) => title), 'How'];
  const chat = markdownTable([header, ...fieldRows(requestFieldsFor)]);
  const responses = markdownTable([header, ...fieldRows(responseFieldsFor)]);
  return [
    head,
    chat,
    responsesHead,
    responses,
    engines(),
    requests(),
    jsonAnswers,
    idempotency,
  ].join('\n');
}

/** Where the engines differ, by the table that the tests go by. */
function engines(): string {
  const rows = Object.values(engineDifferences).map((row) => [
    row.what,
    row.appServer,
    row.directChatGpt,
    row.directKey,
  ]);
  const header = ['', ...columns.map(({ title }) => title)];
  return `## Where the engines differ

Everything else is the same, and the tests of the wire run on both engines.

${markdownTable([header, ...rows])}`;
}

/** What the direct engine sends otherwise than the client, by the table that the tests go by. */
function requests(): string {
  const items = requestDifferences.map(({ what, kinds }) => {
    const where =
      kinds === undefined ? '' : ` (${kinds.map((kind) => kindNames[kind]).join(', ')})`;
    return `- ${what}${where}.`;
  });
  return `## What the direct engine changes

All other members of a request reach the service under the names of the Responses API as the client sent
them, which generated requests are compared by. Whole numbers beyond 2^53 lose digits.

${items.join('\n')}
`;
}

const kindNames = {
  chatgpt: 'ChatGPT login',
  'api-key': 'API key',
  custom: 'custom provider',
} as const;
