import { z } from 'zod';
import { nameFault } from '../../../codex/checks/tool-names.ts';
import { maxNameLength, metadataBounds, namePattern } from '../../../codex/completion/bounds.ts';
import { addFault, invalid, missing, wrongType } from './faults.ts';
import { typeName } from '../../../http/body/type-name.ts';

/** Bounds of an array's length, or of a map's size. */
export interface SizeBounds {
  readonly min?: number;
  readonly max?: number;
}

/** A whole number within bounds. Unlike zod's own it takes what is beyond 2^53, as a 64-bit seed is. */
export function integer(min: number, max: number): z.ZodType<number> {
  return z
    .custom<number>()
    .superRefine((value: unknown, ctx) => {
      if (!Number.isInteger(value)) addFault(ctx, wrongType('an integer', typeName(value)));
    })
    .pipe(z.number().min(min).max(max));
}

/**
 * An array of such items. Stops at the first bad item: a body of millions of them must not make
 * millions of issues.
 */
export function listOf<T>(item: z.ZodType<T>, { min = 0, max }: SizeBounds = {}): z.ZodType<T[]> {
  const items = max === undefined ? z.array(z.unknown()) : z.array(z.unknown()).max(max);
  return items.min(min).transform((values, ctx) => {
    const parsed: T[] = [];
    for (const [index, value] of values.entries()) {
      const result = item.safeParse(value);
      if (!result.success) {
        const [issue] = result.error.issues;
        if (issue) ctx.issues.push({ ...issue, path: [index, ...issue.path], input: undefined });
        return z.NEVER;
      }
      parsed.push(result.data);
    }
    return parsed;
  });
}

/**
 * A value that is an object by one schema and anything else by the other. Unlike zod's union it
 * reports what is wrong by the schema that was meant.
 */
export function objectOr<T, U>(object: z.ZodType<T>, other: z.ZodType<U>): z.ZodType<T | U> {
  return z.unknown().transform((value, ctx) => {
    const result =
      typeof value === 'object' && value !== null
        ? object.safeParse(value)
        : other.safeParse(value);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    if (issue) ctx.issues.push({ ...issue, input: undefined });
    return z.NEVER;
  });
}

/** Any value that is there. To be piped into the schema of the value. */
export const present = z.unknown().superRefine((value, ctx) => {
  if (value === undefined) addFault(ctx, missing);
});

/** A name of a tool or a schema, as OpenAI bounds them. */
export const shortName = z
  .string()
  .min(1)
  .max(maxNameLength)
  .superRefine((name, ctx) => {
    if (nameFault(name) !== 'characters') return;
    const pattern = namePattern.source;
    addFault(
      ctx,
      invalid(
        `string does not match pattern. Expected a string that matches the pattern '${pattern}'.`,
      ),
    );
  });

/** Any JSON object, taken as it is: zod's own schemas would copy or drop its members. */
export const anyObject = z.custom<object>().superRefine((value: unknown, ctx) => {
  if (isObject(value)) return;
  addFault(ctx, value === undefined ? missing : wrongType('an object', typeName(value)));
});

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Up to 16 short strings by name, as OpenAI bounds `metadata`. */
export const metadata = z
  .custom<Readonly<Record<string, string>>>()
  .superRefine((map: unknown, ctx) => {
    if (!isObject(map)) {
      addFault(ctx, wrongType('an object', typeName(map)));
      return;
    }
    const entries: [string, unknown][] = Object.entries(map);
    const { members, name, value: longest } = metadataBounds;
    if (entries.length > members) {
      const { length } = entries;
      addFault(
        ctx,
        invalid(`too many properties. Expected at most ${members}, but got ${length}.`),
      );
      return;
    }
    for (const [key, value] of entries) {
      if (key.length > name) addFault(ctx, invalid(`a key is longer than ${name} characters.`));
      else if (typeof value !== 'string') {
        addFault(ctx, wrongType('a string', typeName(value)), [key]);
      } else if (value.length > longest) {
        const reason = `string too long. Expected a string with maximum length ${longest}.`;
        addFault(ctx, invalid(reason), [key]);
      }
    }
  });
