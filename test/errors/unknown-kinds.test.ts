import { describe, expect, it } from 'vitest';
import { turnError } from '../../src/codex/engine/app-server/turn/turn-error.ts';

const error = (codexErrorInfo: string | Record<string, unknown>, message = 'Words.'): object =>
  turnError({ message, codexErrorInfo, additionalDetails: null, misalignment: null }, 'gpt-5.5');

describe('a failure of a kind that only a newer Codex knows', () => {
  it.each([
    ['nuclearPolicy', 'invalid_prompt'],
    ['chem_bio_policy', 'invalid_prompt'],
    ['safetyBlocked', 'invalid_prompt'],
    ['weeklyLimitReached', 'insufficient_quota'],
    ['creditsDepleted', 'insufficient_quota'],
    ['imageRateLimitExceeded', 'rate_limit_exceeded'],
    ['tooManyRequests', 'rate_limit_exceeded'],
    ['batchUnavailable', 'resource_unavailable'],
    ['regionOverloaded', 'server_overloaded'],
    ['refreshTokenExpired', 'codex_login_required'],
    ['loginRequired', 'codex_login_required'],
    ['accountDeactivated', 'upstream_refused'],
    ['modelRetired', 'model_not_found'],
    ['invalidToolSchema', 'invalid_request'],
    ['contextLengthReached', 'context_length_exceeded'],
    ['somethingElse', 'upstream_error'],
  ])('%s is a %s', (name, code) => {
    expect(error(name)).toMatchObject({ code });
    expect(error({ [name]: { httpStatusCode: null } })).toMatchObject({ code });
  });

  it.each([
    [{ nuclearPolicy: { httpStatusCode: 403 } }, 'invalid_prompt'],
    [{ somethingElse: { httpStatusCode: 400 } }, 'invalid_request'],
    [{ somethingElse: { httpStatusCode: 401 } }, 'codex_login_required'],
    [{ somethingElse: { httpStatusCode: 429 } }, 'rate_limit_exceeded'],
    [{ nuclearPolicy: { httpStatusCode: 503 } }, 'server_overloaded'],
    [{ httpConnectionFailed: { httpStatusCode: 403 } }, 'upstream_refused'],
  ])('%j is a %s', (info, code) => {
    expect(error(info)).toMatchObject({ code });
  });

  it('says what is wrong in the words of the service', () => {
    const body = JSON.stringify({ error: { message: 'Not this.' } });
    expect(error('nuclearPolicy', body)).toMatchObject({ message: 'Not this.' });
  });
});
