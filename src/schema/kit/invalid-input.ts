import { nameFault } from '../../codex/checks/tool-names.ts';
import { maxNameLength } from '../../codex/completion/bounds.ts';
import { schemaFault } from '../../codex/completion/schema-fault.ts';
import type { JsonObject } from '../../codex/completion/tools.ts';
import { InvalidRequestError } from '../../errors/errors.ts';

/** The error for a field that holds a bad value. The field is counted from the `input` argument. */
export function invalid(param: string, message: string): InvalidRequestError {
  return new InvalidRequestError('invalid_value', message, { param });
}

/** Throws for a name of a tool or a schema that the service would not take. */
export function assertName(name: string, path: string): void {
  if (nameFault(name) === null) return;
  throw invalid(
    path,
    `${path} must be 1 to ${maxNameLength} characters long, of letters, digits, _ and - only.`,
  );
}

/** Throws for a schema that cannot describe the arguments of a tool. */
export function assertToolSchema(name: string, schema: JsonObject, path: string): void {
  const fault = schemaFault(schema);
  if (fault === null) return;
  const place = [path, ...fault.path].join('.');
  throw new InvalidRequestError(
    'invalid_function_parameters',
    `${place}: the schema of the tool '${name}' is invalid, since ${fault.reason}`,
    { param: path },
  );
}
