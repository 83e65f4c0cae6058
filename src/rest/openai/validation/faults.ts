import type { z } from 'zod';
import type { InvalidRequestCode } from '../../../errors/errors.ts';
import { show, showAll } from './wording.ts';

/** A fault of a value that a schema cannot express. Its message needs the field's full path. */
export interface Fault {
  readonly code: InvalidRequestCode;
  /** The message for a field of that path (`messages[0].content`). */
  readonly message: (param: string) => string;
}

/** Reports a fault on the value under check, or on a member of it. */
export function addFault(ctx: z.RefinementCtx, fault: Fault, path: PropertyKey[] = []): void {
  ctx.addIssue({ code: 'custom', params: { fault }, path });
}

/** The fault that a schema issue stands for; undefined for an issue of the schema's own. */
export function faultOf(issue: z.core.$ZodIssue): Fault | undefined {
  if (issue.code !== 'custom') return undefined;
  const fault: unknown = issue.params?.['fault'];
  return isFault(fault) ? fault : undefined;
}

function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}

/** OpenAI's refusal of a whole field. */
export const unsupportedParameter: Fault = {
  code: 'unsupported_parameter',
  message: (param) => `Unsupported parameter: '${param}' is not supported with this model.`,
};

/** OpenAI's refusal of a field's value; `supported` as it should read, with quotes where due. */
export function unsupportedValue(shown: string, supported?: string): Fault {
  const only =
    supported === undefined ? '' : ` Only the default (${supported}) value is supported.`;
  return {
    code: 'unsupported_value',
    message: (param) =>
      `Unsupported value: '${param}' does not support ${shown} with this model.${only}`,
  };
}

/** A value of another type than the field takes. */
export function wrongType(expected: string, got: string): Fault {
  return {
    code: 'invalid_type',
    message: (param) =>
      `Invalid type for '${param}': expected ${expected}, but got ${got} instead.`,
  };
}

/** A required field that is missing. */
export const missing: Fault = {
  code: 'missing_required_parameter',
  message: (param) => `Missing required parameter: '${param}'.`,
};

/** A value of the right type that is not accepted. */
export function invalid(reason: string): Fault {
  return { code: 'invalid_value', message: (param) => `Invalid '${param}': ${reason}` };
}

/** A value that is none of those that the field takes. */
export function unlisted(value: unknown, supported: readonly unknown[]): Fault {
  const message = `Invalid value: ${show(value)}. Supported values are: ${showAll(supported)}.`;
  return { code: 'invalid_value', message: () => message };
}
