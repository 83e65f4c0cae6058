import { schemaFault } from '../../../codex/completion/schema-fault.ts';
import type { JsonObject } from '../../../codex/completion/tools.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';

/**
 * Refuses a schema that cannot describe a tool's arguments, in OpenAI's words.
 *
 * @param param `tools[3].function.parameters`
 */
export function assertToolSchema(name: string, schema: JsonObject, param: string): void {
  const fault = schemaFault(schema);
  if (fault === null) return;
  const context = fault.path.map((member) => `'${member}'`).join(', ');
  throw new InvalidRequestError(
    'invalid_function_parameters',
    `Invalid schema for function '${name}': In context=(${context}), ${fault.reason}`,
    { param },
  );
}

/** Refuses a schema that the engine does not pass on whole. */
export function schemaTooLarge(param: string): InvalidRequestError {
  return new InvalidRequestError(
    'unsupported_value',
    `Unsupported value: '${param}' is larger than Codex passes on whole. Expected a schema of at most 5000 bytes.`,
    { param },
  );
}
