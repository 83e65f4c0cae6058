import { InvalidRequestError } from '../../../errors/errors.ts';
import { unsupportedParameter } from './faults.ts';
import { isDefault } from './field-table.ts';
import type { Field, FieldTable, Members } from './field-table.ts';
import { showPath } from './wording.ts';

/** A member of a request that has no effect. */
export interface IgnoredField {
  readonly path: readonly PropertyKey[];
  /** Whether no table knows it, the tables know it as ignored, or an answer had it first. */
  readonly kind: 'unknown' | 'ignored' | 'replayed';
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
    const row = Object.hasOwn(table, name) ? table[name] : undefined;
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
    if (!(value instanceof Object)) return;
    const table = members.tables.get(Reflect.get(value, members.by));
    if (table) collect(table, value, path, found);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      path.push(index);
      collectWithin(members.of, item, path, found);
      path.pop();
    }
  }
}

/** The names for the answer's header, each once: `temperature`, `messages[].name`. */
export function namesOf(fields: Iterable<IgnoredField>): string[] {
  const names = new Set<string>();
  for (const { path } of fields) names.add(showPath(path).replaceAll(/\[\d+\]/g, '[]'));
  return [...names];
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
