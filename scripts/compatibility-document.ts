import { requestFields } from '../src/rest/chat/request-fields.ts';
import type { Field, FieldTable, Members } from '../src/rest/validation/field-table.ts';

/** A line of the table: a field's path, what happens to it, and how. */
type Row = readonly [path: string, treatment: string, note: string];

const head = `# Chat Completions, field by field

What \`POST /v1/chat/completions\` does with each field of OpenAI's API. This page is written by
\`npm run docs\` from the table that requests are checked against, so the two cannot differ.

| Treatment | Meaning                                                                                        |
| --------- | ---------------------------------------------------------------------------------------------- |
| honoured  | It has its effect.                                                                             |
| emulated  | It has its effect by the gateway's own doing, as Codex has no word for it.                     |
| ignored   | It is checked and has no effect; the answer's header \`x-codex-serve-ignored\` names it.         |
| refused   | Any value but the one given here is a 400 in OpenAI's words, since it would change the answer. |

A field that is not listed is ignored, and named in the header like the others. With \`--strict\` every
field that would be ignored is refused (\`unsupported_parameter\`, or \`unknown_parameter\` where it is
not listed), as are an effort and a service tier that the model does not offer; only what clients
replay from an answer is let through.

Where the model does not do what was asked of it in words, the header \`x-codex-serve-unmet\` names the
field (\`tool_choice\`); with \`--strict\` the answer fails instead. A stream that has been silent for
long has sent its headers before that is known.

The summary of the model's reasoning comes as \`reasoning_content\` beside the content. The setting
\`--reasoning-format\`, and for one request the header \`x-codex-serve-reasoning\`, choose another place:
\`reasoning_content\`, \`reasoning\`, \`think\` (between \`<think>\` tags at the head of the content; never in
JSON, which gets \`reasoning_content\`) or \`none\`. What a client replays of it is not shown to the
model again.
`;

/** `docs/compatibility.md`, whole. */
export function compatibilityDocument(): string {
  const rows = [...rowsOf(requestFields, '')];
  return `${head}\n${tableOf([['Field', 'Treatment', 'How'], ...rows])}`;
}

function* rowsOf(table: FieldTable, prefix: string, skipped?: string): Generator<Row> {
  for (const [name, field] of Object.entries(table)) {
    if (name === skipped) continue;
    yield [code(prefix + name), field.treatment, noteOf(field)];
    if (field.members) yield* rowsWithin(field.members, prefix + name);
  }
}

function* rowsWithin(members: Members, path: string): Generator<Row> {
  switch (members.kind) {
    case 'object':
      yield* rowsOf(members.table, `${path}.`);
      break;
    case 'items':
      yield* rowsWithin(members.of, members.of.kind === 'object' ? `${path}[]` : path);
      break;
    case 'variants':
      for (const [value, table] of members.tables) {
        const variant = `${path}[${members.by}=${String(value)}]`;
        const chooser = table[members.by];
        if (chooser) yield [code(variant), chooser.treatment, noteOf(chooser)];
        yield* rowsOf(table, `${variant}.`, members.by);
      }
      break;
    default:
  }
}

function noteOf({ treatment, defaults, note, isReplay }: Field): string {
  if (isReplay) return 'Replayed from an answer.';
  const shown = defaults.map((value) => code(JSON.stringify(value))).join(', ');
  const bounds = treatment === 'refused' ? refusal(shown) : shown && `Not named: ${shown}.`;
  return [note, bounds].filter(Boolean).join(' ');
}

function refusal(shown: string): string {
  return shown === '' ? 'May not be given.' : `May only be ${shown}.`;
}

function code(text: string): string {
  return `\`${text}\``;
}

/** As the formatter writes it: every column as wide as its widest cell. */
function tableOf([header, ...rows]: readonly Row[]): string {
  const all = header ? [header, ...rows] : rows;
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [header ?? [], rule, ...rows].map(line).join('');
}
