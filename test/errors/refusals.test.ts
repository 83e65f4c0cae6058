import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Behaviour, StatusBehaviour } from '../../src/standin/index.ts';
import type { EngineName } from '../../src/codex/engine/engine-health.ts';
import { byEngine } from '../support/engine-differences.ts';
import type { TestGateway } from '../support/gateway.ts';
import { askStreamed, askWhole, serviceIdle, startWithoutRetries } from './weather.ts';

interface Ending {
  readonly status: number;
  readonly message: string;
  readonly type: string;
  readonly code: string | null;
  readonly param?: string;
  readonly retryAfter?: string;
  readonly shouldRetry?: string;
}

/** What an error says, in the words of each engine. */
const worded = (words: Readonly<Record<EngineName, string>>): string =>
  byEngine('serviceWords', words);

const invalid = (message: string, code: string | null = null, param?: string): Ending => ({
  status: 400,
  message,
  type: 'invalid_request_error',
  code,
  ...(param !== undefined && { param }),
});
const failed = (message: string): Ending => ({
  status: 502,
  message,
  type: 'server_error',
  code: 'upstream_error',
});
const refused = (message: string): Ending => ({
  ...failed(message),
  code: 'upstream_refused',
  shouldRetry: 'false',
});
const overloaded = (message: string): Ending => ({
  status: 503,
  message,
  type: 'server_error',
  code: 'server_overloaded',
  retryAfter: '5',
});
const rateLimited = (message: string): Ending => ({
  status: 429,
  message,
  type: 'rate_limit_error',
  code: 'rate_limit_exceeded',
  retryAfter: '5',
});
const usedUp = (message: string): Ending => ({
  status: 429,
  message,
  type: 'insufficient_quota',
  code: 'insufficient_quota',
  shouldRetry: 'false',
});

const noLogin: Ending = {
  status: 401,
  message:
    "The upstream 'stand-in' refused its API key. Check the key of this model provider in Codex's config.toml on the gateway's machine.",
  type: 'authentication_error',
  code: 'codex_login_required',
  shouldRetry: 'false',
};
const noModel: Ending = {
  status: 404,
  message: "The model 'gpt-5.5' does not exist or you do not have access to it.",
  type: 'invalid_request_error',
  code: 'model_not_found',
  param: 'model',
};
const tooLong = invalid(
  "This model's maximum context length is 272000 tokens. Your input exceeds the context window of this model. Please adjust your input and try again.",
  'context_length_exceeded',
  'messages',
);
const tooLarge: Ending = {
  ...invalid('The service answered with 413 Payload Too Large: Request entity too large.'),
  status: 413,
  code: 'payload_too_large',
};
const serverError: Ending = {
  status: 500,
  message: worded({
    'app-server': 'We’re currently experiencing high demand, which may cause temporary errors.',
    direct: 'The server had an error while processing your request',
  }),
  type: 'server_error',
  code: 'server_error',
};
const capacity = 'Selected model is at capacity. Please try a different model.';
const atCapacity = worded({ 'app-server': capacity, direct: 'x' });
const checkPlan = worded({
  'app-server': 'Quota exceeded. Check your plan and billing details.',
  direct: 'x',
});
const upgrade = worded({
  'app-server':
    'To use Codex with your ChatGPT plan, upgrade to Plus: https://chatgpt.com/explore/plus.',
  direct: 'x',
});

const status = (code: number, body?: StatusBehaviour['body']): Behaviour => ({
  kind: 'status',
  status: code,
  ...(body !== undefined && { body }),
});
const refusal = (
  code: string | null,
  message: string,
  param: string | null = null,
): NonNullable<StatusBehaviour['body']> => ({
  error: { message, type: 'invalid_request_error', param, code },
});
const failure = (code: string, message: string): Behaviour => ({ kind: 'failed', code, message });

const cases: readonly (readonly [string, Behaviour, Ending])[] = [
  ['a 400', status(400), invalid('The request was refused')],
  [
    'a 400 that names a code and a field',
    status(400, refusal('unsupported_value', 'No such effort.', 'reasoning.effort')),
    invalid('No such effort.', 'unsupported_value', 'reasoning_effort'),
  ],
  [
    "a 400 about a tool's schema",
    status(400, refusal('invalid_function_parameters', 'Invalid schema.', 'tools[0].parameters')),
    invalid('Invalid schema.', 'invalid_function_parameters', 'tools[0].function.parameters'),
  ],
  [
    'a 400 with a code of no one else',
    status(400, refusal('string_above_max_length', 'Too long a name.', 'metadata.x')),
    invalid('Too long a name.'),
  ],
  [
    "a 400 as ChatGPT's own backend words it",
    status(400, { detail: 'The model is not supported with a ChatGPT account.' }),
    invalid('The model is not supported with a ChatGPT account.'),
  ],
  [
    'a 400 invalid_prompt',
    status(400, refusal('invalid_prompt', 'The prompt was flagged.')),
    invalid('The prompt was flagged.', 'invalid_prompt'),
  ],
  [
    'a 400 cyber_policy',
    status(400, refusal('cyber_policy', 'The prompt was flagged.')),
    invalid('The prompt was flagged.', 'invalid_prompt'),
  ],
  ['a 400 context_length_exceeded', status(400, refusal('context_length_exceeded', 'x')), tooLong],
  ['a 401', status(401), noLogin],
  [
    'a 403',
    status(403),
    refused('The service answered with 403 Forbidden: You do not have access to this resource.'),
  ],
  ['a 404 model_not_found', status(404), noModel],
  ['a 404 page', status(404, '<h1>?</h1>'), refused('The service answered with 404 Not Found.')],
  ['a 408', status(408, 'slow'), failed('The service answered with 408 Request Timeout: slow')],
  ['a 409', status(409, 'busy'), failed('The service answered with 409 Conflict: busy')],
  ['a 413', status(413), tooLarge],
  ['a 422', status(422, 'odd'), invalid('The service answered with 422 Unprocessable Entity: odd')],
  [
    'a 429',
    status(429),
    rateLimited(
      worded({
        'app-server': 'The service answered with 429 Too Many Requests.',
        direct: 'Rate limit reached. Please try again later.',
      }),
    ),
  ],
  ['a 429 insufficient_quota', status(429, refusal('insufficient_quota', 'x')), usedUp(checkPlan)],
  ['a 500', status(500), serverError],
  ['a 502 page', status(502, '<h1>x</h1>'), failed('The service answered with 502 Bad Gateway.')],
  [
    'a 503 server_is_overloaded',
    status(503),
    overloaded(worded({ 'app-server': capacity, direct: 'The server is overloaded.' })),
  ],
  [
    'a 503',
    status(503, 'busy'),
    overloaded('The service answered with 503 Service Unavailable: busy'),
  ],
  ['a 504', status(504, '{}'), failed('The service answered with 504 Gateway Timeout.')],
  ['a 529', status(529, 'busy'), failed('The service answered with 529: busy')],
  ['a failure context_length_exceeded', failure('context_length_exceeded', 'x'), tooLong],
  ['a failure model_not_found', failure('model_not_found', 'x'), noModel],
  ['a failure invalid_prompt', failure('invalid_prompt', 'No.'), invalid('No.', 'invalid_prompt')],
  ['a failure cyber_policy', failure('cyber_policy', 'No.'), invalid('No.', 'invalid_prompt')],
  ['a failure bio_policy', failure('bio_policy', 'No.'), invalid('No.', 'invalid_prompt')],
  [
    'a failure misalignment_policy_violation',
    failure('misalignment_policy_violation', 'No.'),
    invalid('No.', 'misalignment_policy_violation'),
  ],
  ['a failure rate_limit_exceeded', failure('rate_limit_exceeded', 'Slow.'), rateLimited('Slow.')],
  [
    'a failure rate_limit_exceeded that says when to try again',
    failure('rate_limit_exceeded', 'Please try again in 7.5s.'),
    { ...rateLimited('Please try again in 7.5s.'), retryAfter: '8' },
  ],
  ['a failure slow_down', failure('slow_down', 'Slow down.'), rateLimited('Slow down.')],
  ['a failure server_is_overloaded', failure('server_is_overloaded', 'x'), overloaded(atCapacity)],
  ['a failure insufficient_quota', failure('insufficient_quota', 'x'), usedUp(checkPlan)],
  ['a failure usage_not_included', failure('usage_not_included', 'x'), usedUp(upgrade)],
  ['a failure server_error', failure('server_error', 'It broke.'), failed('It broke.')],
];

describe.each(['websocket', 'sse'] as const)('upstream over %s', (transport) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startWithoutRetries(transport);
  });
  afterAll(async () => {
    await gateway.close();
  });

  it.each(cases)('%s has one documented answer, streamed or not', async (_, behaviour, ending) => {
    gateway.standIn.behave(() => behaviour);
    const answers = await Promise.all([askWhole(gateway.url), askStreamed(gateway.url)]);

    const { message, type, code, param = null, retryAfter = null, shouldRetry = null } = ending;
    const answer = {
      status: ending.status,
      retryAfter,
      shouldRetry,
      body: { error: { message, type, param, code } },
    };
    expect(answers).toEqual([answer, answer]);
    await serviceIdle(gateway);
  });
});
