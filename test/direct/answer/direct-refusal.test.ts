import { describe, expect, it } from 'vitest';
import { AttemptBudget } from '../../../src/codex/completion/attempt-budget.ts';
import type { CompletionRequest } from '../../../src/codex/completion/request.ts';
import { directRefusal } from '../../../src/codex/engine/direct/answer/direct-refusal.ts';
import { ServiceRefusal } from '../../../src/codex/engine/direct/transport/faults.ts';
import type { AnswerRequest } from '../../../src/codex/engine/turn.ts';
import { ask } from '../../support/core.ts';

function request(more: Partial<CompletionRequest> = {}): AnswerRequest {
  const asked = ask('Hi', more);
  const { model } = asked;
  return { completionId: 'c', model, effort: null, asked, attempts: new AttemptBudget() };
}

const refused = (body: string): ServiceRefusal => new ServiceRefusal(400, {}, body);
const unsupported = refused('{"detail":"Unsupported parameter: service_tier"}');

describe('a refused parameter', () => {
  const refusal = directRefusal(unsupported, request({ serviceTier: 'flex' }));

  it.each([
    ['the same options and another text', { serviceTier: 'priority' }],
    [
      'a key that only the gateway reads',
      { serviceTier: 'flex', idempotency: { key: 'k', body: null } },
    ],
    ['another surface', { serviceTier: 'flex', surface: 'COMPLETIONS' }],
    [
      'what only the gateway reads',
      { serviceTier: 'flex', idPrefix: 'resp_', conversationId: 'conv_1', ignored: ['seed'] },
    ],
    ['another delivery', { serviceTier: 'flex', delivery: 'whole', unmet: ['n'] }],
  ] as const)('concerns a request with %s', (_, more) => {
    expect(refusal?.concerns(request(more))).toBe(true);
  });

  it.each([
    ['without the option', {}],
    ['with another option', { verbosity: 'low' }],
  ] as const)('does not concern a request %s', (_, more) => {
    expect(refusal?.concerns(request(more))).toBe(false);
  });
});

describe('a refusal of one request', () => {
  it.each(['{"error":{"message":"The prompt was flagged."}}', '{"detail":"Bad input."}', ''])(
    'says nothing of the others: %s',
    (body) => {
      expect(directRefusal(refused(body), request())).toBeNull();
    },
  );
});
