import type { AnswerFormat, CompletionRequest } from '../../../completion/request.ts';
import type { JsonObject } from '../../../completion/tools.ts';
import { InvalidRequestError } from '../../../../errors/errors.ts';
import { danglingReference } from '../../../shaping/json-schema/dangling-reference.ts';
import { isStrictSchema } from './strict-schema.ts';

/** How a turn requests the answer's format. */
export interface FormatPlan {
  /** The schema for the service, which enforces it. */
  readonly outputSchema?: JsonObject;
  /** An instruction for the model, sent as a developer message. */
  readonly instruction?: string;
}

/**
 * Plans how to get the requested format. A schema goes to the service if the client wants it strict
 * (if the service refuses it, OpenAI would too), or if strict mode accepts it anyway. Any other
 * schema, and a plain JSON object, is requested in the prompt. `jsonAnswer` checks the answer.
 *
 * @throws {InvalidRequestError} When the schema refers to a part that it does not have, or is nested
 *   too deeply to be written down.
 */
export function planFormat({ format }: CompletionRequest): FormatPlan {
  if (format === undefined || format.type === 'text') return {};
  if (format.type === 'json_object') return { instruction: objectInstruction };
  if (isHeldByService(format)) return { outputSchema: format.schema };
  assertReferences(format.schema);
  return { instruction: schemaInstruction(format.name, format.schema) };
}

/** Whether the service itself enforces a schema. */
function isHeldByService(format: AnswerFormat & { type: 'json_schema' }): boolean {
  return format.isStrict || isStrictSchema(format.schema);
}

/** The service refuses such a schema by itself. */
function assertReferences(schema: JsonObject): void {
  const reference = danglingReference(schema);
  if (reference === null) return;
  throw unusable(`Invalid schema for response_format: '${reference}' refers to nothing.`);
}

function unusable(message: string, cause?: unknown): InvalidRequestError {
  return new InvalidRequestError('invalid_value', message, {
    param: 'response_format.json_schema.schema',
    cause,
  });
}

const nothingElse =
  'Write nothing else: no text before or after it, no code fence, and no comments in it.';

const objectInstruction = `Answer with one JSON object. ${nothingElse}`;

function schemaInstruction(name: string, schema: JsonObject): string {
  return `Answer with JSON that is valid against the JSON Schema "${name}" below. ${nothingElse}\n\n${write(schema)}`;
}

function write(schema: JsonObject): string {
  try {
    return JSON.stringify(schema);
  } catch (error) {
    throw unusable('The schema is nested too deeply.', error);
  }
}
