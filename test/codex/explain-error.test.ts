import { describe, expect, it } from 'vitest';
import { explainError, type ErrorFacts } from '../../src/codex/answering/explain-error.ts';
import { InvalidRequestError, LoginRequiredError } from '../../src/errors/errors.ts';

const facts: ErrorFacts = {
  contextWindow: 272_000,
  isLoginRequired: true,
  upstream: { provider: 'openai', keyVariable: null, url: null },
};
const today =
  'Your input exceeds the context window of this model. Please adjust your input and try again.';

/**
 * How programs know that a conversation is too long, as their sources have it: litellm, crewAI,
 * cline, Roo Code, OpenHands, OpenClaw.
 */
const patterns = [
  /this model's maximum context length is/i,
  /maximum context length/i,
  /\bcontext\s*(?:length|window)\b/i,
  /token|context length/,
  /exceeds the context window of this model/i,
  /max.*?(\d+) tokens/,
];

function overflow(message: string, more: Partial<ErrorFacts> = {}): string {
  const error = new InvalidRequestError('context_length_exceeded', message, { param: 'messages' });
  const explained = explainError(error, { ...facts, ...more });
  expect(explained).toMatchObject({ code: 'context_length_exceeded', param: 'messages' });
  return explained.message;
}

describe('a conversation that is too long', () => {
  it.each(patterns)('is known by %s', (pattern) => {
    expect(overflow(today)).toMatch(pattern);
  });

  it('has the limit of the model, and the sentence of the Responses API', () => {
    expect(overflow(today)).toBe(`This model's maximum context length is 272000 tokens. ${today}`);
  });

  it('keeps what an upstream says of its own', () => {
    const said = "This model's maximum context length is 8192 tokens. You sent 9000.";

    expect(overflow(said)).toBe(`${said} ${today}`);
    expect(overflow('Too long by 7 tokens.')).toBe(
      `This model's maximum context length is 272000 tokens. Too long by 7 tokens. ${today}`,
    );
  });

  it('has no limit where none is known', () => {
    expect(overflow(today, { contextWindow: null })).toBe(
      `This model's maximum context length is exceeded. ${today}`,
    );
  });
});

describe('any other error', () => {
  it.each([
    new LoginRequiredError('The service refused the login.'),
    new InvalidRequestError('invalid_value', 'No.'),
  ])('stays as it is: %s', (error) => {
    expect(explainError(error, facts)).toBe(error);
  });
});
