import { commonFields, fields, type FieldRow } from './log/fields.ts';
import type { LineRow } from './log/line-row.ts';
import { alertLines } from './log/alert-lines.ts';
import { databaseLines } from './log/database-lines.ts';
import { engineLines } from './log/engine-lines.ts';
import { processLines } from './log/process-lines.ts';
import { requestLines } from './log/request-lines.ts';
import { markdownTable } from './markdown-table.ts';

const head = `# The log

The log is on standard error: a JSON object on each line, as [pino](https://getpino.io) writes it, and
readable text on a terminal. \`npm run docs\` generates this page from a table that the tests hold the real
lines to.

\`--log\` sets the least level. **No line holds a prompt, an answer or a key**, at any level; \`--verbose\`
adds those with prompts and answers. The log never delays a request: lines that cannot be written are
dropped, and counted.

## What happened to a request

Every line about a request has its \`requestId\`, which the client got as \`x-request-id\`. A message on a
WebSocket has an \`operationId\` beside the \`requestId\` of its socket. With [traces](operations.md#tracing)
the lines below that name \`traceId\` have it, too.

\`\`\`bash
grep req_4f2c codex-serve.log
\`\`\`

| To learn                  | Look at                                                                          |
| ------------------------- | -------------------------------------------------------------------------------- |
| who asked                 | \`keyName\` and \`program\` of the line \`request\`                                    |
| what                      | \`method\`, \`path\`, \`operation\`, \`operationName\`                                   |
| which model answered      | \`model\` and \`engine\` of the line \`completion\`                                    |
| how long it waited        | \`queuedMs\` in the queue, \`firstTokenMs\` until the first token, \`durationMs\` in all |
| why it failed             | \`code\` and \`param\`; \`cause\` and \`err\` for what led to it                         |
| whether it was repeated   | \`a repeated request got the completion of the first\`                             |
| whether it was retried    | \`the service is asked again\`, \`the answer is run again\`                          |

A request that is streamed has the status 200 once it has begun; the line
\`completion\`. A line about a failure of Codex or of the service while no request waits has no \`requestId\`.
`;

const codexLines = `Lines with \`"source":"codex"\` are Codex's own words, without secrets; their \`msg\` can be anything.
`;

/** `docs/log.md`, whole. */
export function logDocument(): string {
  return [
    head,
    '## Lines about requests and completions\n',
    linesTable(requestLines),
    '## Lines about the engine, the service and the process\n',
    linesTable(engineLines),
    codexLines,
    '## Lines about a stop and a reload\n',
    linesTable(processLines),
    '## Lines about alerts\n',
    linesTable(alertLines),
    '## Lines about databases and files\n',
    linesTable(databaseLines),
    '## Fields\n',
    'Every line has these:\n',
    fieldsTable(commonFields),
    'Others have some of these. Fields in parentheses above may be missing; one without a value is missing or `null`.\n',
    fieldsTable(fields),
  ].join('\n');
}

function linesTable(lines: Readonly<Record<string, LineRow>>): string {
  return markdownTable([
    ['`msg`', 'Level', 'When', 'Fields'],
    ...Object.entries(lines).map(([message, row]) => [
      `\`${message}\``,
      row.levels.join(', '),
      row.when,
      fieldsOf(row),
    ]),
  ]);
}

function fieldsOf({ fields: always = [], more = [] }: LineRow): string {
  const names = [...always.map((name) => `\`${name}\``), ...more.map((name) => `(\`${name}\`)`)];
  return names.join(', ');
}

function fieldsTable(rows: Readonly<Record<string, FieldRow>>): string {
  return markdownTable([
    ['Field', 'Holds', 'Meaning'],
    ...Object.entries(rows).map(([name, { type, meaning }]) => [`\`${name}\``, type, meaning]),
  ]);
}
