import { InvalidRequestError } from '../../../errors/errors.ts';
import { show } from './wording.ts';

/** Refuses a tool with the name of an earlier one. */
export function duplicateTool(param: string, name: string): InvalidRequestError {
  return new InvalidRequestError(
    'invalid_value',
    `Invalid '${param}': duplicate tool name ${show(name)}. Tool names must be unique.`,
    { param },
  );
}
