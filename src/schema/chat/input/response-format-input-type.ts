import type { InputObjectRef } from '@pothos/core';
import { maxNameLength } from '../../../codex/completion/bounds.ts';
import type { Builder, SchemaTypes } from '../../kit/builder.ts';
import type { JsonSchemaInput, ResponseFormatInput } from './chat-completion-input.ts';

/** `ResponseFormatInput` and what it holds. */
export function addResponseFormatInput(
  builder: Builder,
): InputObjectRef<SchemaTypes, ResponseFormatInput> {
  const type = builder.enumType('ResponseFormatType', {
    description: 'A form of answers that needs no schema.',
    values: {
      TEXT: { value: 'text', description: 'Prose.' },
      JSON_OBJECT: {
        value: 'json_object',
        description:
          'Some JSON object. The answer is checked: `unmet` says where it is none. The app-server engine asks for it in words.',
      },
    } as const,
  });
  const jsonSchema = builder.inputRef<JsonSchemaInput>('JsonSchemaInput').implement({
    description: 'A schema that the answer follows.',
    fields: (t) => ({
      name: t.string({
        required: true,
        description: `What the answer is called: 1 to ${maxNameLength} letters, digits, _ and -.`,
      }),
      description: t.string({
        description:
          'What the answer is for, for the model to read. The direct engine passes it on.',
      }),
      schema: t.field({ type: 'JSON', required: true, description: 'The JSON Schema.' }),
      strict: t.boolean({
        defaultValue: false,
        description:
          'Whether the service enforces the schema, which must then follow the rules of strict mode. If false, the app-server engine asks in words for a schema that breaks these rules. The gateway checks every answer: `unmet` says where it does not match.',
      }),
    }),
  });
  return builder.inputRef<ResponseFormatInput>('ResponseFormatInput').implement({
    description: 'The form of an answer: exactly one of its fields.',
    isOneOf: true,
    fields: (t) => ({
      type: t.field({ type, description: 'A form without a schema.' }),
      jsonSchema: t.field({ type: jsonSchema, description: 'JSON that follows a schema.' }),
    }),
  });
}
