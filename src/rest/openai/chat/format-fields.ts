import { z } from 'zod';
import type { AnswerFormat } from '../../../codex/completion/request.ts';
import {
  emulated,
  honoured,
  ignored,
  membersOf,
  noted,
  objectOf,
} from '../validation/field-table.ts';
import type { FieldTable } from '../validation/field-table.ts';
import { jsonObject } from '../validation/json-object.ts';
import { shortName } from '../validation/schemas.ts';

const textFields = { type: honoured(z.literal('text')) };

const jsonObjectFields = {
  type: noted(
    'Asked for in words, and checked. See [JSON answers](#json-answers).',
    emulated(z.literal('json_object')),
  ),
};

const jsonSchemaFields = {
  type: honoured(z.literal('json_schema')),
  json_schema: membersOf({
    name: honoured(shortName),
    description: ignored(z.string()),
    schema: honoured(jsonObject.nullish()),
    strict: noted(
      '`true`: the service holds the model to the schema. Otherwise it may be asked for in words. Checked either way, see [JSON answers](#json-answers).',
      honoured(z.boolean().nullish()),
    ),
  }),
};

const format = z.discriminatedUnion('type', [
  objectOf(textFields),
  objectOf(jsonSchemaFields),
  objectOf(jsonObjectFields),
]);

/** `response_format`: prose, JSON by a schema, or any JSON object. */
export const responseFormat = honoured(format.nullish(), {
  kind: 'variants',
  by: 'type',
  tables: new Map<unknown, FieldTable>([
    ['text', textFields],
    ['json_schema', jsonSchemaFields],
    ['json_object', jsonObjectFields],
  ]),
});

/** The format in the session core's terms. A schema that is left out allows anything. */
export function toFormat(param: z.output<typeof format>): AnswerFormat {
  if (param.type !== 'json_schema') return param;
  const { name, schema, strict } = param.json_schema;
  return { type: 'json_schema', name, schema: schema ?? {}, isStrict: strict ?? false };
}
