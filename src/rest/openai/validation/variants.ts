import { z } from 'zod';
import { typeName } from '../../../http/body/type-name.ts';
import { addFault, missing, unlisted, unsupportedValue, wrongType } from './faults.ts';
import { objectOf } from './field-table.ts';
import type { Field, FieldTable, ObjectSchema } from './field-table.ts';
import { show } from './wording.ts';

/** Field tables by the value of the member that says which one is an object's own. */
export type Variants = ReadonlyMap<unknown, FieldTable>;

/**
 * An object with the fields of the table that one of its members chooses. Its type is that of the
 * tables; what a value holds is read by those who know them.
 */
export function variantsOf(by: string, tables: Variants): z.ZodType<object> {
  const schemas = new Map<unknown, z.ZodType<object>>(
    Array.from(tables, ([name, table]): [unknown, ObjectSchema<FieldTable>] => [
      name,
      objectOf(table),
    ]),
  );
  return z.unknown().transform((value, ctx) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      addFault(ctx, wrongType('an object', typeName(value)));
      return z.NEVER;
    }
    const name: unknown = Object.hasOwn(value, by) ? Reflect.get(value, by) : undefined;
    const schema = schemas.get(name);
    if (schema === undefined) {
      addFault(ctx, variantFault(name, [...schemas.keys()]), [by]);
      return z.NEVER;
    }
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    if (issue) ctx.issues.push({ ...issue, input: undefined });
    return z.NEVER;
  });
}

function variantFault(name: unknown, known: readonly unknown[]): ReturnType<typeof wrongType> {
  if (name === undefined) return missing;
  if (typeof name !== 'string') return wrongType('a string', typeName(name));
  return unlisted(name, known);
}

/** The member that chooses a variant which has its effect. */
export function variant(name: string): Field {
  return { treatment: 'honoured', schema: z.literal(name), defaults: [] };
}

/** The member that chooses a variant which the contract knows and this server does not take. */
export function refusedVariant(name: string): Field {
  const schema = z.string().superRefine((_name, ctx) => {
    addFault(ctx, unsupportedValue(show(name)));
  });
  return { treatment: 'refused', schema, defaults: [] };
}

/** The member that chooses a variant without effect. The header names it. */
export function ignoredVariant(name: string): Field {
  return { treatment: 'ignored', schema: z.literal(name), defaults: [] };
}

/** The same for a part of an answer, which clients send back. */
export function replayedVariant(name: string): Field {
  return { ...ignoredVariant(name), isReplay: true };
}
