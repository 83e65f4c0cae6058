import { describe, expect, it } from 'vitest';
import {
  announcedRetry,
  cutShortReason,
} from '../../src/codex/engine/app-server/turn/announced-retry.ts';
import type { TurnError } from '../../src/codex/engine/app-server/rpc/protocol.ts';

/** An announcement as Codex 0.169.0 words it. */
function announcement(additionalDetails: string, httpStatusCode: number | null = null): TurnError {
  return {
    message: 'Reconnecting... 2/5',
    codexErrorInfo: { responseStreamDisconnected: { httpStatusCode } },
    additionalDetails,
    misalignment: null,
  };
}

const status = (code: number, name: string): TurnError =>
  announcement(
    `unexpected status ${code} ${name}: Why., url: http://10.0.0.1/v1/responses, cf-ray: 8a, request id: r`,
    code,
  );

describe('an announced retry', () => {
  it.each([
    [status(401, 'Unauthorized'), 'codex_login_required', true],
    [status(403, 'Forbidden'), 'upstream_refused', true],
    [status(413, 'Payload Too Large'), 'payload_too_large', true],
    [status(422, 'Unprocessable Entity'), 'invalid_request', true],
    [status(408, 'Request Timeout'), 'upstream_error', false],
    [status(409, 'Conflict'), 'upstream_error', false],
    [status(502, 'Bad Gateway'), 'upstream_error', false],
    [status(503, 'Service Unavailable'), 'server_overloaded', false],
    [
      announcement('exceeded retry limit, last status: 429 Too Many Requests', 429),
      'rate_limit_exceeded',
      false,
    ],
    [announcement('rate limit exceeded: Slow down.'), 'rate_limit_exceeded', false],
    [
      announcement('We’re currently experiencing high demand, which may cause temporary errors.'),
      'server_error',
      false,
    ],
    [announcement('stream disconnected before completion: It broke.'), 'upstream_error', false],
  ])('%j is a %s, hopeless: %s', (error, code, isHopeless) => {
    expect(announcedRetry(error, 'gpt-5.5')).toMatchObject({ error: { code }, isHopeless });
  });

  it('shows nothing of the way to the service', () => {
    const { error } = announcedRetry(status(502, 'Bad Gateway'), 'gpt-5.5');
    expect(error.message).toBe('The service answered with 502 Bad Gateway: Why.');
  });

  it.each([
    ['Please try again in 20ms.', 20],
    ['Please try again in 1.5s.', 1500],
    ['Try again in 2 minutes.', 120_000],
    ['Please try again later.', 0],
  ])('is after as long a wait as the service asks for: %s', (text, waitMs) => {
    const error = announcement(`rate limit exceeded: ${text}`);
    expect(announcedRetry(error, 'gpt-5.5')).toMatchObject({ waitMs });
  });
});

describe('an answer that the service cut short', () => {
  it.each([
    ['max_output_tokens', 'length'],
    ['content_filter', 'content_filter'],
    ['a_new_one', null],
  ])('by %s ended in %s', (reason, finish) => {
    const text = `Incomplete response returned, reason: ${reason}`;
    const error = announcement(`stream disconnected before completion: ${text}`);
    expect(cutShortReason(error)).toBe(finish);
    expect(cutShortReason({ ...error, message: text, additionalDetails: null })).toBe(finish);
  });

  it('is not one that broke otherwise', () => {
    expect(cutShortReason(announcement('stream disconnected before completion: x'))).toBeNull();
    expect(cutShortReason(null)).toBeNull();
  });
});
