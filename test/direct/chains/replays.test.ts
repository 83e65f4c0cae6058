import { describe, expect, it, vi } from 'vitest';
import { createChains, type Chains } from '../../../src/codex/engine/direct/chains/chains.ts';
import type { Begun, EndedAnswer } from '../../../src/codex/engine/direct/chains/begun.ts';
import type { CompletionRequest, Message } from '../../../src/codex/completion/request.ts';
import type { JsonObject } from '../../../src/codex/completion/tools.ts';
import {
  callItem,
  calling,
  ended,
  messageItem,
  reasoningItem,
  requestFor,
  result,
  roomyLimits,
  said,
} from './conversation.ts';

const first = said('user', 'first');
const second = said('user', 'second');
const thought = reasoningItem('a');
const toolCalls = [calling('call_1', '{"a":1,"b":2}'), calling('call_2')];
const calls = toolCalls.map(callItem);
const results = [result('call_1'), result('call_2')];

/** What the service gets after its answer, if the client sends these messages for it. */
function continuedWith(
  answer: EndedAnswer,
  sent: readonly Message[],
  earlier: Partial<CompletionRequest> = {},
  later: Partial<CompletionRequest> = {},
): { readonly input: JsonObject[]; readonly isSameSession: boolean; readonly known?: number } {
  const chains = createChains(roomyLimits);
  const opening = requestFor([first], earlier);
  const begun = chains.begin(opening);
  chains.keep(opening, begun, answer);
  const next = chains.begin(
    requestFor([first, ...sent], later, { model: later.model ?? 'gpt-5.5' }),
  );
  chains.close();
  return {
    input: next.input.slice(1),
    isSameSession: next.sessionId === begun.sessionId,
    ...(next.continued !== null && { known: next.continued.known }),
  };
}

function isReplayed(input: readonly JsonObject[]): boolean {
  return input.every((item) => item['type'] !== 'reasoning' && item['id'] === undefined);
}

describe('the items of an answer are put back', () => {
  const whole = ended([thought, messageItem(' one\n')]);
  const called = ended([thought, ...calls], { toolCalls });

  it.each<[string, EndedAnswer, readonly Message[]]>([
    ['without the blanks around it', whole, [said('assistant', 'one'), second]],
    ['in pieces', whole, [{ role: 'assistant', content: [text(' o'), text('ne\n')] }, second]],
    [
      'with its own reasoning',
      whole,
      [
        { role: 'reasoning', id: 'rs_a', content: [], encryptedContent: 'secret a' },
        said('assistant', 'one'),
        second,
      ],
    ],
    ['with its calls', called, [{ role: 'assistant', content: [], toolCalls }, ...results]],
    [
      'with its calls in another order, their arguments written anew',
      called,
      [
        {
          role: 'assistant',
          content: [],
          toolCalls: [calling('call_2', '{ }'), calling('call_1', '{"b": 2, "a": 1}')],
        },
        ...results,
      ],
    ],
    [
      'as one text for two messages',
      ended([thought, messageItem('o', { phase: 'commentary' }), messageItem('ne')]),
      [said('assistant', 'one'), second],
    ],
    [
      'as two messages',
      ended([thought, messageItem('o'), reasoningItem('b'), messageItem('ne')]),
      [said('assistant', 'o'), said('assistant', 'ne'), second],
    ],
    [
      'as a message for each item',
      ended([{ type: 'web_search_call', id: 'ws_1', status: 'completed' }, messageItem('one')]),
      [
        { role: 'item', content: [], item: { type: 'web_search_call', status: 'completed' } },
        said('assistant', 'one'),
        second,
      ],
    ],
  ])('where it comes back %s', (_, answer, sent) => {
    const { input, isSameSession } = continuedWith(answer, sent);
    expect(input.slice(0, answer.items.length)).toEqual(answer.items);
    expect(isSameSession).toBe(true);
  });

  it.each<[string, Partial<CompletionRequest>]>([
    ['effort', { effort: 'high' }],
    ['tools', { tools: [{ type: 'function', name: 'x', description: '', parameters: {} }] }],
    ['format', { format: { type: 'json_object' } }],
    ['verbosity', { verbosity: 'high' }],
    ['tier', { serviceTier: 'priority' }],
    ['limit', { maxOutputTokens: 3 }],
    ['tool choice', { toolChoice: 'none' }],
  ])('where the next request has another %s', (_, later) => {
    const { input, isSameSession } = continuedWith(
      whole,
      [said('assistant', 'one'), second],
      {},
      later,
    );
    expect(input[0]).toEqual(thought);
    expect(isSameSession).toBe(true);
  });
});

describe('an answer is sent as the client has it', () => {
  const whole = ended([thought, messageItem('one')]);

  it.each<[string, EndedAnswer, readonly Message[]]>([
    ['that the client edited', whole, [said('assistant', 'one, edited'), second]],
    [
      'whose call ids the client changed',
      ended([thought, ...calls], { toolCalls }),
      [{ role: 'assistant', content: [], toolCalls: [calling('other')] }, result('other')],
    ],
    [
      'of whose calls the client was given one',
      ended([thought, ...calls], { toolCalls: toolCalls.slice(0, 1) }),
      [{ role: 'assistant', content: [], toolCalls: toolCalls.slice(0, 1) }, result('call_1')],
    ],
    [
      'that was cut by a limit',
      ended([thought, messageItem('one')], { finishReason: 'length' }),
      [said('assistant', 'one'), second],
    ],
    [
      'with an item that is not whole',
      ended([thought, messageItem('one', { status: 'incomplete' })]),
      [said('assistant', 'one'), second],
    ],
    [
      'that is a refusal',
      ended([thought, messageItem('', { content: [{ type: 'refusal', refusal: 'no' }] })]),
      [said('assistant', ''), second],
    ],
    [
      'whose text was repaired for the client',
      ended([thought, messageItem('```json\n{}\n```')]),
      [said('assistant', '{}'), second],
    ],
    [
      'whose reasoning the service would not know again',
      ended([{ type: 'reasoning', id: 'rs_1', summary: [] }, messageItem('one')]),
      [said('assistant', 'one'), second],
    ],
  ])('%s, in the same session', (_, answer, sent) => {
    const { input, isSameSession } = continuedWith(answer, sent);
    expect(isReplayed(input)).toBe(true);
    expect(isSameSession).toBe(true);
  });

  it('with reasoning of its own', () => {
    const own = { role: 'reasoning', id: 'rs_x', content: [], encryptedContent: 'x' } as const;
    const { input } = continuedWith(whole, [own, said('assistant', 'one'), second]);
    expect(input.map(({ id }) => id)).toEqual(['rs_x', undefined, undefined]);
  });

  it('for another model, in another session', () => {
    const sent = [said('assistant', 'one'), second];
    const { input, isSameSession } = continuedWith(whole, sent, {}, { model: 'gpt-6-sol' });
    expect(isReplayed(input)).toBe(true);
    expect(isSameSession).toBe(false);
  });
});

describe('a response is not continued', () => {
  const connection = {};
  const whole = ended([thought, messageItem('one')], { connection, responseId: 'resp_1' });
  const answer = said('assistant', 'one');

  it('where nothing follows it', () => {
    expect(continuedWith(whole, [answer])).not.toHaveProperty('known');
    expect(continuedWith(whole, [answer, second])).toHaveProperty('known', 3);
  });

  it('where the gateway may have asked for JSON in words', () => {
    const asked = { format: { type: 'json_object' } } as const;
    expect(continuedWith(whole, [answer, second], asked)).not.toHaveProperty('known');
  });

  it('where the client has reasoning that the response may not have had', () => {
    const chains = createChains(roomyLimits);
    const opening = requestFor([first, said('assistant', 'zero'), second]);
    chains.keep(opening, chains.begin(opening), whole);
    const own = { role: 'reasoning', content: [], encryptedContent: 'x' } as const;
    const later = [first, own, said('assistant', 'zero'), second, answer, second];
    expect(chains.begin(requestFor(later)).continued).toBeNull();
  });
});

it('puts an answer back without the probabilities of its tokens', () => {
  const part = { type: 'output_text', text: 'one', annotations: [] };
  const tokens = [{ token: 'one', logprob: -0.1, bytes: [111], top_logprobs: [] }];
  const item = messageItem('one', { content: [{ ...part, logprobs: tokens }] });
  const { input } = continuedWith(ended([item]), [said('assistant', 'one'), second]);
  expect(input[0]).toEqual({ ...item, content: [{ ...part, logprobs: [] }] });
});

it('starts another session where two chats begin with the same question', () => {
  const chains = createChains(roomyLimits);
  const sessions = [1, 2, 3].map(() => chains.begin(requestFor([first])).sessionId);
  expect(new Set(sessions).size).toBe(3);
});

it('keeps the session of a branch, and of an answer that failed', () => {
  const chains = createChains(roomyLimits);
  const opening = requestFor([first]);
  const begun = chains.begin(opening);
  chains.keep(opening, begun, ended([thought, messageItem('one')]));
  const sessions = ['second', 'third', 'third'].map((prompt) => {
    const branch = [first, said('assistant', 'one'), said('user', prompt)];
    return chains.begin(requestFor(branch)).sessionId;
  });
  const afterFailure = [first, said('assistant', 'cut'), second];
  sessions.push(chains.begin(requestFor(afterFailure)).sessionId);
  expect(new Set(sessions)).toEqual(new Set([begun.sessionId]));
});

it('forgets the reasoning of an account when another logs in, also while it answers', () => {
  const chains = createChains(roomyLimits);
  const opening = requestFor([first]);
  const begun = chains.begin(opening);
  chains.keep(opening, begun, ended([thought, messageItem('one')]));
  const messages = [first, said('assistant', 'one'), second];
  const next = requestFor(messages);
  const running = chains.begin(next);
  chains.loginChanged();
  chains.keep(next, running, ended([reasoningItem('b'), messageItem('two')]));

  const later = chains.begin(requestFor([...messages, said('assistant', 'two'), first]));
  expect(isReplayed(later.input)).toBe(true);
  expect(later.sessionId).not.toBe(begun.sessionId);
});

describe('a conversation that the service refuses with the kept items', () => {
  const next = requestFor([first, said('assistant', 'one'), second]);

  function answeredChat(chains: Chains): Begun {
    const opening = requestFor([first]);
    const begun = chains.begin(opening);
    chains.keep(opening, begun, ended([thought, messageItem('one')]));
    return begun;
  }

  it('is replayed in its session, and has forgotten them once that is answered', () => {
    const chains = createChains(roomyLimits);
    const { sessionId } = answeredChat(chains);
    const refused = chains.begin(next);
    const replayed = chains.replay(next, refused);
    expect(refused.hasKeptItems).toBe(true);
    expect(replayed).toMatchObject({ sessionId, continued: null, hasKeptItems: false });
    expect(isReplayed(replayed.input)).toBe(true);

    chains.keep(next, replayed, ended([messageItem('two')]));
    expect(chains.begin(next).hasKeptItems).toBe(false);
  });

  it('keeps them where it is refused without them, too', () => {
    const chains = createChains(roomyLimits);
    answeredChat(chains);
    chains.replay(next, chains.begin(next));
    expect(chains.begin(next).hasKeptItems).toBe(true);
  });

  it('is the last of a few after which nothing is kept for a while, or until the login changes', () => {
    vi.useFakeTimers();
    const chains = createChains(roomyLimits);
    const hadItems = [1, 2, 3, 4, 5].map(() => {
      answeredChat(chains);
      const refused = chains.begin(next);
      chains.keep(next, chains.replay(next, refused), ended([messageItem('two')]));
      return refused.hasKeptItems;
    });
    expect(hadItems).toEqual([true, true, true, false, false]);
    vi.advanceTimersByTime(600_000);
    answeredChat(chains);
    expect(chains.begin(next).hasKeptItems).toBe(true);
    chains.keep(next, chains.replay(next, chains.begin(next)), ended([messageItem('two')]));
    answeredChat(chains);
    expect(chains.begin(next).hasKeptItems).toBe(false);
    chains.loginChanged();
    answeredChat(chains);
    expect(chains.begin(next).hasKeptItems).toBe(true);
    chains.close();
    vi.useRealTimers();
  });
});

function text(words: string): { readonly type: 'text'; readonly text: string } {
  return { type: 'text', text: words };
}
