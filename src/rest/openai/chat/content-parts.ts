import { z } from 'zod';
import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import { addFault, unsupportedValue } from '../validation/faults.ts';
import {
  honoured,
  honouredIf,
  ignored,
  itemsBy,
  membersOf,
  noted,
  objectOf,
} from '../validation/field-table.ts';
import type { Field, FieldTable, Tables } from '../validation/field-table.ts';
import { listOf } from '../validation/schemas.ts';
import { show } from '../validation/wording.ts';
import { imageUrl } from '../validation/image-url.ts';

const cacheHint = { prompt_cache_breakpoint: ignored(z.object({})) };

const textFields = { type: honoured(z.literal('text')), text: honoured(z.string()), ...cacheHint };

const refusalFields = { type: honoured(z.literal('refusal')), refusal: honoured(z.string()) };

const detailWithoutLow = noted(
  'Codex has no `low`; all other values are honored.',
  ignored(z.enum(['auto', 'low', 'high', 'original']), 'auto', 'high', 'original'),
);

function imageFieldsFor(hasImageDetail: boolean) {
  return {
    type: honoured(z.literal('image_url')),
    image_url: membersOf({
      url: noted('png, jpeg, gif or webp, inline or at an http(s) URL.', honoured(imageUrl)),
      detail: honouredIf(hasImageDetail, detailWithoutLow),
    }),
    ...cacheHint,
  };
}

/** Known to the contract, and not taken. */
const refusedFields = { type: { treatment: 'refused', schema: z.string(), defaults: [] } } as const;

const textTables = new Map<unknown, FieldTable>([['text', textFields]]);
const answerTables = new Map<unknown, FieldTable>([...textTables, ['refusal', refusalFields]]);
const textPart = objectOf(textFields);
const refusalPart = objectOf(refusalFields);

/** A content part that the contract knows and this server does not take. */
function refusedPart<T extends string>(type: T): z.ZodObject<{ type: z.ZodLiteral<T> }> {
  return z.object({ type: z.literal(type) }).superRefine((_part, ctx) => {
    addFault(ctx, unsupportedValue(show(type)));
  });
}

const instructionPart = z.discriminatedUnion('type', [textPart]);
const assistantPart = z.discriminatedUnion('type', [textPart, refusalPart]);

function userPart(imageFields: ReturnType<typeof imageFieldsFor>) {
  return z.discriminatedUnion('type', [
    textPart,
    objectOf(imageFields),
    refusedPart('input_audio'),
    refusedPart('file'),
  ]);
}

/** A piece of a user message, checked. */
export type UserPart = z.output<ReturnType<typeof userPart>>;

/** A string, or an array of at least one such part. */
function contentOf<T>(part: z.ZodType<T>): z.ZodType<string | T[]> {
  return z.union([z.string(), listOf(part, { min: 1 })]);
}

function contentField<S extends z.ZodType>(schema: S, tables: Tables): Field<S> {
  return honoured(schema, itemsBy('type', tables));
}

/** `content` of a system or developer message: text. */
export const instructionContent = contentField(contentOf(instructionPart), textTables);

/** `content` of a user or a tool message: text and pictures. */
export function userContentFor({
  hasImageDetail,
}: Capabilities): Field<z.ZodType<string | UserPart[]>> {
  const imageFields = imageFieldsFor(hasImageDetail);
  const tables = new Map<unknown, FieldTable>([
    ...textTables,
    ['image_url', imageFields],
    ['input_audio', refusedFields],
    ['file', refusedFields],
  ]);
  return contentField(contentOf(userPart(imageFields)), tables);
}

/** `content` of an assistant message: text, or null where there is a refusal. */
export const assistantContent = contentField(contentOf(assistantPart).nullish(), answerTables);
