import { describe, expect, it } from 'vitest';
import { AttemptBudget } from '../../src/codex/completion/attempt-budget.ts';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import { fingerprint, identityOfFields } from '../../src/codex/engine/conversation/fingerprint.ts';
import type { AnswerRequest } from '../../src/codex/engine/turn.ts';
import { keyCaller } from '../support/callers.ts';
import { ask } from '../support/core.ts';
import { functionTool } from '../support/tool-loop.ts';

const asked: CompletionRequest = ask('Hi', { caller: keyCaller('alice') });

const request: AnswerRequest = {
  completionId: 'chatcmpl-1',
  model: 'gpt-5.5',
  effort: 'low',
  asked,
  attempts: new AttemptBudget(),
};

const digest = (changed: Partial<AnswerRequest>): string => {
  const whole = { ...request, ...changed };
  return fingerprint(whole, whole.asked.messages);
};

/** For each field of a request, the request with another value of it. */
const changes: Record<keyof CompletionRequest, Partial<AnswerRequest>> = {
  model: { model: 'gpt-6-sol', asked: { ...asked, model: 'gpt-6-sol' } },
  effort: { effort: 'high', asked: { ...asked, effort: 'high' } },
  caller: { asked: { ...asked, caller: keyCaller('bob') } },
  messages: { asked: { ...asked, messages: ask('Hello').messages } },
  tools: { asked: { ...asked, tools: [functionTool('get_weather')] } },
  toolChoice: { asked: { ...asked, toolChoice: 'required' } },
  allowsParallelToolCalls: { asked: { ...asked, allowsParallelToolCalls: false } },
  format: { asked: { ...asked, format: { type: 'json_object' } } },
  stop: { asked: { ...asked, stop: ['.'] } },
  maxOutputTokens: { asked: { ...asked, maxOutputTokens: 10 } },
  sampling: { asked: { ...asked, sampling: { temperature: 0.2 } } },
  topLogprobs: { asked: { ...asked, topLogprobs: 2 } },
  webSearch: { asked: { ...asked, webSearch: { contextSize: 'low' } } },
  labels: { asked: { ...asked, labels: { user: 'alice' } } },
  caching: { asked: { ...asked, caching: { key: 'alice' } } },
  verbosity: { asked: { ...asked, verbosity: 'high' } },
  serviceTier: { asked: { ...asked, serviceTier: 'priority' } },
  reasoningSummary: { asked: { ...asked, reasoningSummary: 'detailed' } },
  rawTools: { asked: { ...asked, rawTools: [{ type: 'tool_search', execution: 'client' }] } },
  unmet: { asked: { ...asked, unmet: ['seed'] } },
  ignored: { asked: { ...asked, ignored: ['seed'] } },
  delivery: { asked: { ...asked, delivery: 'whole' } },
  surface: { asked: { ...asked, surface: 'GRAPHQL' } },
  idempotency: { asked: { ...asked, idempotency: { key: 'a', body: {} } } },
  previousId: { asked: { ...asked, previousId: 'chatcmpl-0' } },
  idPrefix: { asked: { ...asked, idPrefix: 'resp_' } },
  conversationId: { asked: { ...asked, conversationId: 'conv_1' } },
  keepForToolOutputs: { asked: { ...asked, keepForToolOutputs: true } },
  attempts: { attempts: new AttemptBudget(), asked: { ...asked, attempts: new AttemptBudget() } },
};

const fields = Object.entries(identityOfFields);
const ignored = fields.filter(([, row]) => row === 'ignored').map(([field]) => field);
const telling = fields.filter(([, row]) => row !== 'ignored').map(([field]) => field);

const changeOf = (field: string): Partial<AnswerRequest> =>
  new Map<string, Partial<AnswerRequest>>(Object.entries(changes)).get(field) ?? {};

describe('the fingerprint of a parked turn', () => {
  it.each(telling)('is another one where %s is', (field) => {
    expect(digest(changeOf(field))).not.toBe(digest({}));
  });

  it.each(ignored)('does not depend on %s', (field) => {
    expect(digest(changeOf(field))).toBe(digest({}));
  });

  it('tells apart all requests that differ in one field', () => {
    const digests = telling.map((field) => digest(changeOf(field)));
    expect(new Set(digests).size).toBe(telling.length);
  });

  it('is that of the caller, whatever program or request it comes from', () => {
    const caller = keyCaller('alice', { userAgent: 'editor/1.2', requestId: 'other' });
    expect(digest({ asked: { ...asked, caller } })).toBe(digest({}));
  });

  it('goes by the model and the effort that answer, whatever name asked for them', () => {
    expect(digest({ asked: { ...asked, model: 'gpt-5.5-low', effort: 'high' } })).toBe(digest({}));
  });

  it('does not depend on the completion', () => {
    expect(digest({ completionId: 'chatcmpl-2' })).toBe(digest({}));
  });
});
