import { noCapabilities, type Capabilities } from '../src/codex/engine/capabilities.ts';
import { directCapabilities } from '../src/codex/engine/direct/request/capabilities.ts';
import { otherMembers } from '../src/rest/openai/validation/field-table.ts';
import type { Field, FieldTable, Members } from '../src/rest/openai/validation/field-table.ts';

/** What happens to a field on one engine, and how. */
interface Cell {
  readonly treatment: string;
  readonly note: string;
}

/** A column of the table: an engine with a kind of login, and what it passes on as the client said it. */
interface Column {
  readonly title: string;
  readonly capabilities: Capabilities;
}

/** The columns of the tables. */
export const columns: readonly Column[] = [
  { title: 'app-server', capabilities: { ...noCapabilities, hasHostedTools: true } },
  { title: 'direct, ChatGPT login', capabilities: directCapabilities.chatgpt },
  { title: 'direct, API key or custom provider', capabilities: directCapabilities['api-key'] },
];

/** A row for each field of any column, in the order of the column with the most fields. */
export function fieldRows(tableFor: (capabilities: Capabilities) => FieldTable): string[][] {
  const cells = columns.map(({ capabilities }) => new Map(cellsOf(tableFor(capabilities), '')));
  const paths = new Set(
    cells.toSorted((a, b) => b.size - a.size).flatMap((map) => [...map.keys()]),
  );
  return Array.from(paths, (path) => {
    const row = cells.map((map) => map.get(path));
    return [code(path), ...row.map((cell) => cell?.treatment ?? ''), notesOf(row)];
  });
}

/** The note that all columns share, or each note with the columns that it holds for. */
function notesOf(cells: readonly (Cell | undefined)[]): string {
  const titles = new Map<string, string[]>();
  for (const [index, cell] of cells.entries()) {
    if (cell === undefined) continue;
    titles.set(cell.note, [...(titles.get(cell.note) ?? []), columns[index]?.title ?? '']);
  }
  if (titles.size === 1) return [...titles.keys()].join('');
  const told = [...titles].filter(([note]) => note !== '');
  return told.map(([note, names]) => `${shortTitle(names)}: ${note}`).join(' ');
}

/** `direct` for all columns of the direct engine. */
function shortTitle(titles: readonly string[]): string {
  const direct = columns.map(({ title }) => title).filter((title) => title.startsWith('direct'));
  const isDirect = direct.every((title) => titles.includes(title));
  const others = titles.filter((title) => !isDirect || !direct.includes(title));
  return [...others, ...(isDirect ? ['direct'] : [])].join('; ');
}

function* cellsOf(table: FieldTable, prefix: string, skipped?: string): Generator<[string, Cell]> {
  for (const [name, field] of Object.entries(table)) {
    if (name === skipped) continue;
    yield [prefix + name, cellOf(field)];
    if (field.members && field.membersAs === undefined)
      yield* cellsWithin(field.members, prefix + name);
  }
}

function* cellsWithin(members: Members, path: string): Generator<[string, Cell]> {
  switch (members.kind) {
    case 'object':
      yield* cellsOf(members.table, `${path}.`);
      break;
    case 'items':
      yield* cellsWithin(members.of, members.of.kind === 'object' ? `${path}[]` : path);
      break;
    case 'variants':
      yield* cellsOfVariants(members, path);
      break;
    default:
  }
}

function* cellsOfVariants(
  { by, tables }: Extract<Members, { readonly kind: 'variants' }>,
  path: string,
): Generator<[string, Cell]> {
  const listed = new Set<Field>();
  for (const [value, table] of tables) {
    const variant = `${path}[${by}=${String(value)}]`;
    const chooser = table[by];
    if (chooser) yield [variant, cellOf(chooser)];
    if (Object.hasOwn(table, otherMembers)) continue;
    const own = Object.entries(table).filter(([, field]) => !listed.has(field));
    for (const [, field] of own) if (field.isShared === true) listed.add(field);
    yield* cellsOf(Object.fromEntries(own), `${variant}.`, by);
  }
}

function cellOf(field: Field): Cell {
  return { treatment: field.treatment, note: noteOf(field) };
}

function noteOf({ treatment, defaults, note, isReplay, membersAs }: Field): string {
  if (isReplay) return 'Replayed from an answer.';
  if (membersAs !== undefined) return `Its members: see ${code(membersAs)}.`;
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
