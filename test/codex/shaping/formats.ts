import type { AnswerFormat } from '../../../src/codex/completion/request.ts';
import type { JsonObject } from '../../../src/codex/completion/tools.ts';

/** A schema that strict mode takes. */
export const strictSchema: JsonObject = {
  type: 'object',
  properties: { city: { type: 'string' }, degrees: { type: ['number', 'null'] } },
  required: ['city', 'degrees'],
  additionalProperties: false,
};

/** One that it refuses: a property may be missing. */
export const looseSchema: JsonObject = {
  type: 'object',
  properties: { city: { type: 'string' }, degrees: { type: 'number' } },
  required: ['city'],
};

/** A format with a schema. */
export function schemaFormat(
  schema: JsonObject,
  isStrict: boolean,
): AnswerFormat & { type: 'json_schema' } {
  return { type: 'json_schema', name: 'weather', schema, isStrict };
}
