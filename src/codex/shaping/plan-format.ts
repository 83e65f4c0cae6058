import type { AnswerFormat, CompletionRequest } from '../completion/request.ts';
import type { JsonObject } from '../completion/tools.ts';
import { InvalidRequestError } from '../../errors/errors.ts';
import { isStrictSchema } from './json/strict-schema.ts';

/** What a turn is told about the answer's format. */
export interface FormatPlan {
  /** Goes to the service, which holds the model to it. */
  readonly outputSchema?: JsonObject;
  /** For the model to read, as a developer's message; the answer is then checked here. */
  readonly instruction?: string;
}

/**
 * How the asked-for format is reached. A schema goes to the service when the client wants it strict
 * (where the service refuses it, OpenAI would too) or when strict mode would take it anyway; any
 * other is asked for in words and checked, as is a bare JSON object.
 *
 * @throws {InvalidRequestError} When the schema is nested too deeply to be written down.
 */
export function planFormat({ format }: CompletionRequest): FormatPlan {
  if (format === undefined || format.type === 'text') return {};
  if (format.type === 'json_object') return { instruction: objectInstruction };
  if (isHeldByService(format)) return { outputSchema: format.schema };
  return { instruction: schemaInstruction(format.name, format.schema) };
}

/** Whether the service itself holds the model to a schema, so that nothing is checked here. */
export function isHeldByService(format: AnswerFormat & { type: 'json_schema' }): boolean {
  return format.isStrict || isStrictSchema(format.schema);
}

const nothingElse =
  'Write nothing else: no text before or behind it, no code fence, and no comments in it.';

const objectInstruction = `Answer with one JSON object. ${nothingElse}`;

function schemaInstruction(name: string, schema: JsonObject): string {
  return `Answer with JSON that is valid against the JSON Schema "${name}" below. ${nothingElse}\n\n${write(schema)}`;
}

function write(schema: JsonObject): string {
  try {
    return JSON.stringify(schema);
  } catch (error) {
    throw new InvalidRequestError('invalid_value', 'The schema is nested too deeply.', {
      param: 'response_format.json_schema.schema',
      cause: error,
    });
  }
}
