import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { InvalidRequestError } from '../../src/errors/errors.ts';
import { createOperationRefusals } from '../../src/schema/transport/operation-refusals.ts';
import { memoryLog } from '../support/memory-log.ts';
import { faultsOf } from './schema.ts';

const asker = { name: 'one', userAgent: null, requestId: 'req_1', operationId: 'op_1' };

function logged(error: unknown): unknown {
  const { logger, lines } = memoryLog();
  createOperationRefusals(() => {}, logger).count(error, asker);
  expect(lines.flatMap(faultsOf)).toEqual([]);
  return lines[0];
}

describe('the line about an operation of GraphQL that is refused', () => {
  const fault = new TypeError('x is undefined');

  it.each([
    ['as it was thrown', fault],
    ['as GraphQL wraps it', new GraphQLError('Sorry.', { originalError: fault })],
  ])('has the error that nobody expected beside the ids: %s', (_name, error) => {
    expect(logged(error)).toMatchObject({
      level: 50,
      requestId: 'req_1',
      operationId: 'op_1',
      code: 'internal_error',
      err: { type: 'TypeError', message: 'x is undefined', stack: expect.any(String) },
    });
  });

  it('has only the code of an error that the client made', () => {
    const line = logged(new InvalidRequestError('invalid_value', 'No.', { param: 'input.model' }));
    expect(line).toMatchObject({ level: 40, code: 'invalid_value', param: 'input.model' });
    expect(line).not.toHaveProperty('err');
  });
});
