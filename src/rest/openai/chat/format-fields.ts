import { z } from 'zod';
import type { AnswerFormat } from '../../../codex/completion/request.ts';
import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import {
  emulated,
  honoured,
  honouredIf,
  ignored,
  membersOf,
  noted,
  objectOf,
} from '../validation/field-table.ts';
import type { Field, FieldTable } from '../validation/field-table.ts';
import { jsonObject } from '../validation/json-object.ts';
import { shortName } from '../validation/schemas.ts';

const textFields = { type: honoured(z.literal('text')) };

const emulatedJsonObject = noted(
  'Asked for in words, and checked. See [JSON answers](#json-answers).',
  emulated(z.literal('json_object')),
);
const nativeJsonObject = noted(
  'Checked as well. See [JSON answers](#json-answers).',
  honoured(z.literal('json_object')),
);

const strict = honoured(z.boolean().nullish());
const emulatedStrict = noted(
  '`true`: the service holds the model to the schema. Otherwise it may be asked for in words. Checked either way, see [JSON answers](#json-answers).',
  strict,
);
const nativeStrict = noted('Checked as well. See [JSON answers](#json-answers).', strict);

/** The rows of each form. */
function tablesFor(isNative: boolean) {
  return {
    text: textFields,
    jsonSchema: {
      type: honoured(z.literal('json_schema')),
      json_schema: membersOf({
        name: honoured(shortName),
        description: honouredIf(isNative, ignored(z.string())),
        schema: honoured(jsonObject.nullish()),
        strict: isNative ? nativeStrict : emulatedStrict,
      }),
    },
    jsonObject: { type: isNative ? nativeJsonObject : emulatedJsonObject },
  };
}

function formatSchema({ text, jsonSchema, jsonObject: object }: ReturnType<typeof tablesFor>) {
  return z.discriminatedUnion('type', [objectOf(text), objectOf(jsonSchema), objectOf(object)]);
}

/** `response_format`, checked. */
export type FormatParam = z.output<ReturnType<typeof formatSchema>>;

/** `response_format`: prose, JSON by a schema, or any JSON object. */
export function responseFormatFor({
  hasNativeFormats,
}: Capabilities): Field<z.ZodOptional<z.ZodNullable<z.ZodType<FormatParam>>>> {
  const tables = tablesFor(hasNativeFormats);
  return honoured(formatSchema(tables).nullish(), {
    kind: 'variants',
    by: 'type',
    tables: new Map<unknown, FieldTable>([
      ['text', tables.text],
      ['json_schema', tables.jsonSchema],
      ['json_object', tables.jsonObject],
    ]),
  });
}

/** The format in the session core's terms. A schema that is left out allows anything. */
export function toFormat(param: FormatParam): AnswerFormat {
  if (param.type !== 'json_schema') return param;
  const { name, description, schema, strict: isStrict } = param.json_schema;
  const described = typeof description === 'string' && { description };
  return {
    type: 'json_schema',
    name,
    ...described,
    schema: schema ?? {},
    isStrict: isStrict ?? false,
  };
}
