import { InvalidRequestError } from '../../../errors/errors.ts';
import { unsupportedParameter } from './faults.ts';
import { isDefault, otherMembers } from './field-table.ts';
import type { Field, FieldTable, Members } from './field-table.ts';
import { showPath } from './wording.ts';

/** A member of a request that has no effect. */
export interface IgnoredField {
  readonly path: readonly PropertyKey[];
  /** Whether no table knows it, the tables know it as ignored, or an answer had it first. */
  readonly kind: 'unknown' | 'ignored' | 'replayed';
  /**
   * The path leads to the member that says what its object is, and the whole object has no effect
   * because of this value.
   */
  readonly variant?: string;
}

/**
 * The members of a value that have no effect, in the order in which they were sent. The value is
 * one that passed the table's schema.
 */
export function ignoredFields(table: FieldTable, value: unknown): IgnoredField[] {
  const found: IgnoredField[] = [];
  collect(table, value, [], found);
  return found;
}

/** The path is one array for the whole walk: a history has thousands of members that are fine. */
function collect(
  table: FieldTable,
  value: unknown,
  path: PropertyKey[],
  found: IgnoredField[],
): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const name of Object.keys(value)) {
    const row = Object.hasOwn(table, name) ? table[name] : table[otherMembers];
    if (row && row.treatment !== 'ignored' && !row.members) continue;
    const member: unknown = Reflect.get(value, name);
    path.push(name);
    if (row === undefined || row.treatment === 'ignored') {
      if (!isDefault(member, row?.defaults ?? []))
        found.push({ path: [...path], kind: kindOf(row) });
    } else if (row.members) {
      collectWithin(row.members, member, path, found);
    }
    path.pop();
  }
}

function kindOf(row: Field | undefined): IgnoredField['kind'] {
  if (row === undefined) return 'unknown';
  return row.isReplay ? 'replayed' : 'ignored';
}

function collectWithin(
  members: Members,
  value: unknown,
  path: PropertyKey[],
  found: IgnoredField[],
): void {
  if (members.kind === 'object') {
    collect(members.table, value, path, found);
  } else if (members.kind === 'variants') {
    if (value instanceof Object) collectVariant(members, value, path, found);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      path.push(index);
      collectWithin(members.of, item, path, found);
      path.pop();
    }
  }
}

function collectVariant(
  { by, tables }: Extract<Members, { readonly kind: 'variants' }>,
  value: object,
  path: PropertyKey[],
  found: IgnoredField[],
): void {
  const variant: unknown = Reflect.get(value, by);
  const table = tables.get(variant);
  if (table === undefined) return;
  const row = table[by];
  if (row?.treatment === 'ignored' && typeof variant === 'string') {
    found.push({ path: [...path, by], kind: kindOf(row), variant });
  } else collect(table, value, path, found);
}

/**
 * The names for the answer's header, each once: `temperature`, `messages[].name`,
 * `tools[type=web_search]`.
 */
export function namesOf(fields: Iterable<IgnoredField>): string[] {
  const names = new Set<string>();
  for (const field of fields) names.add(nameOf(field));
  return [...names];
}

function nameOf({ path, variant }: IgnoredField): string {
  if (variant === undefined) return showPath(path).replaceAll(/\[\d+\]/g, '[]');
  const place = path.at(-2) === undefined ? path : path.slice(0, -1);
  const whole = typeof place.at(-1) === 'number' ? place.slice(0, -1) : place;
  return `${nameOf({ path: whole, kind: 'ignored' })}[${String(path.at(-1))}=${variant}]`;
}

/**
 * Refuses the first field without effect in OpenAI's words, by throwing `InvalidRequestError`. What
 * an answer of this server's own put into the request is let through.
 */
export function refuseIgnored(fields: Iterable<IgnoredField>): void {
  for (const { path, kind } of fields) {
    const param = showPath(path);
    if (kind === 'unknown') {
      throw new InvalidRequestError('unknown_parameter', `Unknown parameter: '${param}'.`, {
        param,
      });
    }
    if (kind === 'ignored') {
      const { code, message } = unsupportedParameter;
      throw new InvalidRequestError(code, message(param), { param });
    }
  }
}
