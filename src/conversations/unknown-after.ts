import { InvalidRequestError } from '../errors/errors.ts';

/** The refusal of a cursor that was never given out. */
export function unknownAfter(): InvalidRequestError {
  return new InvalidRequestError(
    'invalid_value',
    "Invalid 'after': expected the id of the last item of the page before.",
    { param: 'after' },
  );
}
