import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { addFault, unsupportedParameter, unsupportedValue } from './faults.ts';
import { show } from './wording.ts';

/**
 * What happens to a request field: it has its effect; the gateway implements it, because the engine
 * has no such option; it is checked, has no effect, and is named in the answer's header; or the
 * request is refused because of it.
 */
export type Treatment = 'honoured' | 'emulated' | 'ignored' | 'refused';

/** One row of a field table. */
export interface Field<S extends z.ZodType = z.ZodType> {
  readonly treatment: Treatment;
  readonly schema: S;
  /** Values that mean the same as leaving the field out: they are neither reported nor refused. */
  readonly defaults: readonly unknown[];
  /** The treatment of a value's members; absent if they are treated like the field. */
  readonly members?: Members;
  /** A note for the documents: what is accepted, and how. */
  readonly note?: string;
  /** Clients send it because an answer held it. It is not an option, so it is never refused. */
  readonly isReplay?: boolean;
  /** The field whose members are the same. The documents list them there. */
  readonly membersAs?: string;
  /** All variants of a value have it. The documents list it once. */
  readonly isShared?: boolean;
}

/** The fields of an object, in the order in which they are checked. */
export type FieldTable = Readonly<Record<string, Field>>;

/** The name of the row for the members that a table does not list. Without it they have no effect. */
export const otherMembers = '*';

/** The inside of a value. Values of another shape have none. */
export type Members =
  | { readonly kind: 'object'; readonly table: FieldTable }
  /** An object whose member of that name says which table is its own. */
  | { readonly kind: 'variants'; readonly by: string; readonly tables: Tables }
  | { readonly kind: 'items'; readonly of: Members };

/** Field tables by the value that chooses them. */
export type Tables = ReadonlyMap<unknown, FieldTable>;

/** A field that takes effect. */
export function honoured<S extends z.ZodType>(schema: S, members?: Members): Field<S> {
  return { treatment: 'honoured', schema, defaults: [], ...(members && { members }) };
}

/** A field that the gateway implements itself. */
export function emulated<S extends z.ZodType>(schema: S, members?: Members): Field<S> {
  return { ...honoured(schema, members), treatment: 'emulated' };
}

/** A field that is checked and then has no effect; it is named unless it holds one of the defaults. */
export function ignored<S extends z.ZodType>(
  schema: S,
  ...defaults: readonly unknown[]
): Field<z.ZodOptional<z.ZodNullable<S>>> {
  return { treatment: 'ignored', schema: schema.nullish(), defaults };
}

/** A part of an answer that clients send back, and that the model is not shown again. */
export function replayed(): Field<z.ZodOptional<z.ZodUnknown>> {
  return { treatment: 'ignored', schema: z.unknown().optional(), defaults: [], isReplay: true };
}

/** The field as one that takes effect, if the engine has such an option; else the field unchanged. */
export function honouredIf<S extends z.ZodType>(isNative: boolean, field: Field<S>): Field<S> {
  const { schema, members } = field;
  return isNative ? honoured(schema, members) : field;
}

/** A field that may only hold one of the defaults; refused as a whole. */
export function refusedField<S extends z.ZodType>(
  schema: S,
  ...defaults: readonly unknown[]
): Field<z.ZodOptional<z.ZodNullable<S>>> {
  return refused(schema, defaults, () => unsupportedParameter);
}

/** A field that may only hold one of the defaults, the first of which the refusal names. */
export function refusedValues<S extends z.ZodType>(
  schema: S,
  ...defaults: readonly unknown[]
): Field<z.ZodOptional<z.ZodNullable<S>>> {
  const only = defaults.length === 0 ? undefined : show(defaults[0]);
  return refused(schema, defaults, (value) => unsupportedValue(show(value), only));
}

function refused<S extends z.ZodType>(
  schema: S,
  defaults: readonly unknown[],
  fault: (value: unknown) => ReturnType<typeof unsupportedValue>,
): Field<z.ZodOptional<z.ZodNullable<S>>> {
  const checked = schema.superRefine((value, ctx) => {
    if (!isDefault(value, defaults)) addFault(ctx, fault(value));
  });
  return { treatment: 'refused', schema: checked.nullish(), defaults };
}

/** The field with a note for the documents. */
export function noted<F extends Field>(note: string, field: F): F {
  return { ...field, note };
}

/** The field, with members that the documents list at another one. */
export function listedAt<F extends Field>(path: string, field: F): F {
  return { ...field, membersAs: path };
}

/** The field, as one that all variants of a value have. */
export function shared<F extends Field>(field: F): F {
  return { ...field, isShared: true };
}

/** An object field whose members are treated one by one. */
export function membersOf<T extends FieldTable>(table: T): Field<ObjectSchema<T>> {
  return honoured(objectOf(table), { kind: 'object', table });
}

/** The same, for a field that may be absent or null. */
export function optionalMembersOf<T extends FieldTable>(
  table: T,
): Field<z.ZodOptional<z.ZodNullable<ObjectSchema<T>>>> {
  return honoured(objectOf(table).nullish(), { kind: 'object', table });
}

/** The inside of an array of objects, each by the table that one of its members chooses. */
export function itemsBy(by: string, tables: Tables): Members {
  return { kind: 'items', of: { kind: 'variants', by, tables } };
}

/** The schema of an object with these fields; other members are dropped. */
export type ObjectSchema<T extends FieldTable> = z.ZodObject<{
  [K in keyof T]: T[K]['schema'];
}>;

/** The schema of all rows of a table. */
export function objectOf<T extends FieldTable>(table: T): ObjectSchema<T>;
export function objectOf(table: FieldTable): z.ZodObject {
  const rows = Object.entries(table);
  return z.object(Object.fromEntries(rows.map(([name, { schema }]) => [name, schema])));
}

/** Whether a value means the same as leaving its field out. */
export function isDefault(value: unknown, defaults: readonly unknown[]): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value) && value.length === 0) return true;
  return defaults.some((candidate) => isDeepStrictEqual(candidate, value));
}
