import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { addFault, unsupportedParameter, unsupportedValue } from './faults.ts';
import { show } from './wording.ts';

/**
 * What happens to a request field: it has its effect; it is checked, has none, and the answer's
 * header says so; or the request is refused because of it.
 */
export type Treatment = 'honoured' | 'ignored' | 'refused';

/** One row of a field table. */
export interface Field<S extends z.ZodType = z.ZodType> {
  readonly treatment: Treatment;
  readonly schema: S;
  /** Values that mean the same as leaving the field out: they are neither reported nor refused. */
  readonly defaults: readonly unknown[];
  /** Names what was ignored inside a value that passed the schema. */
  readonly ignoredWithin?: (value: unknown) => Iterable<string>;
}

/** The fields of an object, in the order in which they are checked. */
export type FieldTable = Readonly<Record<string, Field>>;

/** A field that has its effect. */
export function honoured<S extends z.ZodType>(
  schema: S,
  ignoredWithin?: Field['ignoredWithin'],
): Field<S> {
  return { treatment: 'honoured', schema, defaults: [], ...(ignoredWithin && { ignoredWithin }) };
}

/** A field that is checked and then has no effect; it is named unless it holds one of the defaults. */
export function ignored<S extends z.ZodType>(
  schema: S,
  ...defaults: readonly unknown[]
): Field<z.ZodOptional<z.ZodNullable<S>>> {
  return { treatment: 'ignored', schema: schema.nullish(), defaults };
}

/** A field that may only hold one of the defaults; refused as a whole. */
export function refusedField(schema: z.ZodType, ...defaults: readonly unknown[]): Field {
  return refused(schema, defaults, () => unsupportedParameter);
}

/** A field that may only hold one of the defaults, the first of which the refusal names. */
export function refusedValues(schema: z.ZodType, ...defaults: readonly unknown[]): Field {
  const only = defaults.length === 0 ? undefined : show(defaults[0]);
  return refused(schema, defaults, (value) => unsupportedValue(show(value), only));
}

function refused(
  schema: z.ZodType,
  defaults: readonly unknown[],
  fault: (value: unknown) => ReturnType<typeof unsupportedValue>,
): Field {
  const checked = schema.nullish().superRefine((value, ctx) => {
    if (!isDefault(value, defaults)) addFault(ctx, fault(value));
  });
  return { treatment: 'refused', schema: checked, defaults };
}

/** An object field whose members are treated one by one. */
export function membersOf<T extends FieldTable>(table: T): Field<ObjectSchema<T>> {
  return honoured(objectOf(table), (value) => ignoredFields(table, value));
}

/** The same, for a field that may be absent or null. */
export function optionalMembersOf<T extends FieldTable>(
  table: T,
): Field<z.ZodOptional<z.ZodNullable<ObjectSchema<T>>>> {
  return honoured(objectOf(table).nullish(), (value) => ignoredFields(table, value));
}

/** The schema of an object with these fields; other members are dropped. */
export type ObjectSchema<T extends FieldTable> = z.ZodObject<{
  [K in keyof T]: T[K]['schema'];
}>;

/** The schema that a table's rows add up to. */
export function objectOf<T extends FieldTable>(table: T): ObjectSchema<T>;
export function objectOf(table: FieldTable): z.ZodObject {
  const rows = Object.entries(table);
  return z.object(Object.fromEntries(rows.map(([name, { schema }]) => [name, schema])));
}

/**
 * The members of a value that have no effect, unknown ones included, each by its path below the
 * value. The value is one that passed the table's schema.
 */
export function* ignoredFields(table: FieldTable, value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    const row = Object.hasOwn(table, name) ? table[name] : undefined;
    if (row === undefined || row.treatment === 'ignored') {
      if (!isDefault(member, row?.defaults ?? [])) yield name;
    } else if (row.ignoredWithin) {
      for (const path of row.ignoredWithin(member)) {
        yield path.startsWith('[') ? name + path : `${name}.${path}`;
      }
    }
  }
}

/** The same for each item of an array, by the table that one of the item's members chooses. */
export function* ignoredInItems(
  items: unknown,
  member: string,
  tables: ReadonlyMap<unknown, FieldTable>,
): Generator<string> {
  if (!Array.isArray(items)) return;
  for (const item of items as readonly unknown[]) {
    const table = item instanceof Object ? tables.get(Reflect.get(item, member)) : undefined;
    if (table === undefined) continue;
    for (const path of ignoredFields(table, item)) yield `[].${path}`;
  }
}

function isDefault(value: unknown, defaults: readonly unknown[]): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value) && value.length === 0) return true;
  return defaults.some((candidate) => isDeepStrictEqual(candidate, value));
}
