import { z } from 'zod';
import { InvalidRequestError, type InvalidRequestCode } from '../../errors/errors.ts';
import { typeName } from '../../http/body/type-name.ts';

const namingModel = z.looseObject({ model: z.unknown().optional(), name: z.unknown().optional() });

/**
 * The model in a request's body: `model`, or `name` where an older client sends that alone. Throws an
 * `InvalidRequestError` where there is none.
 */
export function namedModel(body: unknown): string {
  const parsed = namingModel.safeParse(body ?? {});
  if (!parsed.success) {
    throw new InvalidRequestError(
      'invalid_type',
      `Invalid type for the request body: expected an object, but got ${typeName(body)} instead.`,
    );
  }
  const { model = parsed.data.name } = parsed.data;
  if (model === undefined) {
    throw invalidModel('missing_required_parameter', "Missing required parameter: 'model'.");
  }
  if (typeof model !== 'string') {
    const got = typeName(model);
    const message = `Invalid type for 'model': expected a string, but got ${got} instead.`;
    throw invalidModel('invalid_type', message);
  }
  if (model === '') {
    throw invalidModel(
      'invalid_value',
      "Invalid 'model': empty string. Expected a string with minimum length 1, but got an empty string instead.",
    );
  }
  return model;
}

function invalidModel(code: InvalidRequestCode, message: string): InvalidRequestError {
  return new InvalidRequestError(code, message, { param: 'model' });
}
