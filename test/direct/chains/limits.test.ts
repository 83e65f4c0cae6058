import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChains, type Chains } from '../../../src/codex/engine/direct/chains/chains.ts';
import type { Message } from '../../../src/codex/completion/request.ts';
import type { PoolLimits } from '../../../src/codex/engine/conversation/thread-limits.ts';
import { keyCaller } from '../../support/callers.ts';
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

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Runs a test on chains with these limits. */
function withChains(limits: Partial<PoolLimits>, test: (chains: Chains) => void): void {
  const chains = createChains({ ...roomyLimits, ...limits });
  test(chains);
  chains.close();
  expect([chains.parkedTurns, vi.getTimerCount()]).toEqual([0, 0]);
}

/** Holds one answered chat. Its text makes it large. */
function chat(chains: Chains, name: string, caller = 'alice', text = ''): void {
  const request = requestFor([said('user', name)], { caller: keyCaller(caller) });
  const items = [reasoningItem(name), messageItem(`answer${text}`)];
  chains.keep(request, chains.begin(request), ended(items));
}

/** Whether the chat has its reasoning when it continues. */
function isKept(chains: Chains, name: string, caller = 'alice', text = ''): boolean {
  const messages = [said('user', name), said('assistant', `answer${text}`), said('user', 'more')];
  return chains.begin(requestFor(messages, { caller: keyCaller(caller) })).hasKeptItems;
}

const toolCalls = [calling('call_1')];
const called: Message = { role: 'assistant', content: [], toolCalls };
const opening = said('user', 'first');

/** Holds one answer with a call. */
function park(chains: Chains, caller = 'alice', more: object = {}): void {
  const request = requestFor([opening], { caller: keyCaller(caller), ...more });
  const items = [reasoningItem('a'), ...toolCalls.map(callItem)];
  chains.keep(request, chains.begin(request), ended(items, { toolCalls, turnState: 'state' }));
}

/** The turn state with which the results of that call continue; null for a replay. */
function resumed(chains: Chains, caller = 'alice'): string | null {
  const messages = [opening, called, result('call_1')];
  return chains.begin(requestFor(messages, { caller: keyCaller(caller) })).turnState;
}

describe('conversations are kept', () => {
  it('for twenty chats in place of each thread, those used last', () => {
    withChains({ kept: { count: 1, ms: 1000 } }, (chains) => {
      for (let index = 0; index < 20; index += 1) chat(chains, `${index}`);
      expect(isKept(chains, '0')).toBe(true);
      chat(chains, '20');
      expect(isKept(chains, '1')).toBe(false);
    });
    withChains({ kept: { count: 1, ms: 1000 } }, (chains) => {
      for (let index = 0; index < 20; index += 1) chat(chains, `${index}`);
      expect(isKept(chains, '0')).toBe(true);
      chat(chains, '20');
      expect(isKept(chains, '0')).toBe(true);
    });
  });

  it('until nobody has used them for their time', () => {
    withChains({ kept: { count: 1, ms: 1000 } }, (chains) => {
      chat(chains, 'a');
      vi.advanceTimersByTime(900);
      expect(isKept(chains, 'a')).toBe(true);
      vi.advanceTimersByTime(900);
      expect(isKept(chains, 'a')).toBe(true);
      vi.advanceTimersByTime(1000);
      expect(isKept(chains, 'a')).toBe(false);
    });
  });

  it('by what their items take, where the caller who holds most gives up its oldest', () => {
    withChains({ bytes: 30_000 }, (chains) => {
      const text = 'x'.repeat(6000);
      chat(chains, 'modest', 'bob');
      for (const name of ['a', 'b', 'c', 'd']) chat(chains, name, 'alice', text);
      expect(isKept(chains, 'a', 'alice', text)).toBe(false);
      expect(isKept(chains, 'd', 'alice', text)).toBe(true);
      expect(isKept(chains, 'modest', 'bob')).toBe(true);
    });
  });

  it('without a chat that alone takes more than there is room for', () => {
    withChains({ bytes: 5000 }, (chains) => {
      const text = 'x'.repeat(6000);
      chat(chains, 'modest');
      chat(chains, 'large', 'alice', text);
      expect(isKept(chains, 'large', 'alice', text)).toBe(false);
      expect(isKept(chains, 'modest')).toBe(true);
    });
  });

  it('in bounded room, however often one chat branches', () => {
    withChains({ bytes: 20_000 }, (chains) => {
      chat(chains, 'root');
      const base = [said('user', 'root'), said('assistant', 'answer')];
      for (let index = 0; index < 100; index += 1) {
        const branch = [...base, said('user', `branch ${index}`)];
        const request = requestFor(branch, { caller: keyCaller('alice') });
        chains.keep(request, chains.begin(request), ended([messageItem(`${index}`)]));
      }
      expect(isKept(chains, 'another')).toBe(false);
    });
  });

  it('not at all with a count of 0', () => {
    withChains({ kept: { count: 0, ms: 1000 } }, (chains) => {
      chat(chains, 'a');
      expect(isKept(chains, 'a')).toBe(false);
    });
  });
});

describe('answers with calls', () => {
  it('wait for their time, and then no longer', () => {
    withChains({ parked: { count: 2, ms: 1000 } }, (chains) => {
      park(chains);
      vi.advanceTimersByTime(999);
      expect(chains.parkedTurns).toBe(1);
      vi.advanceTimersByTime(1);
      expect(chains.parkedTurns).toBe(0);
      expect(resumed(chains)).toBeNull();
    });
  });

  it('make room for the newest', () => {
    withChains({ parked: { count: 2, ms: 1000 } }, (chains) => {
      for (const caller of ['alice', 'bob', 'carol']) park(chains, caller);
      expect(chains.parkedTurns).toBe(2);
      expect(resumed(chains, 'alice')).toBeNull();
      expect(resumed(chains, 'bob')).toBe('state');
      expect(resumed(chains, 'carol')).toBe('state');
      expect(chains.parkedTurns).toBe(0);
    });
  });

  it('are not kept with a count of 0', () => {
    withChains({ parked: { count: 0, ms: 1000 } }, (chains) => {
      park(chains);
      expect(chains.parkedTurns).toBe(0);
      expect(resumed(chains)).toBeNull();
    });
  });

  it('continue a loop where no chats are kept', () => {
    withChains({ kept: { count: 0, ms: 1000 } }, (chains) => {
      park(chains);
      const messages = [opening, called, result('call_1')];
      const loop = requestFor(messages, { caller: keyCaller('alice') });
      const begun = chains.begin(loop);
      expect(begun.turnState).toBe('state');
      const calls = [calling('call_2')];
      const items = [reasoningItem('b'), ...calls.map(callItem)];
      chains.keep(loop, begun, ended(items, { toolCalls: calls, turnState: 'another' }));
      const next: Message[] = [
        ...messages,
        { role: 'assistant', content: [], toolCalls: calls },
        result('call_2'),
      ];
      const third = chains.begin(requestFor(next, { caller: keyCaller('alice') }));
      expect(third.turnState).toBe('state');
      expect(third.sessionId).toBe(begun.sessionId);
      expect(third.input.filter(({ type }) => type === 'reasoning')).toHaveLength(2);
    });
  });

  it('continue twice where the same results are sent twice', () => {
    withChains({}, (chains) => {
      park(chains);
      expect([resumed(chains), resumed(chains)]).toEqual(['state', 'state']);
    });
  });

  it('report every change of their number', () => {
    const counts: number[] = [];
    const chains = createChains(roomyLimits, () => counts.push(chains.parkedTurns));
    park(chains, 'alice');
    park(chains, 'bob');
    resumed(chains, 'alice');
    chains.close();
    expect(counts).toEqual([1, 2, 1, 0]);
  });
});

describe('the request of an answer with calls', () => {
  it('is there until it is forgotten, for clients that ask for that', () => {
    withChains({ parked: { count: 0, ms: 1 } }, (chains) => {
      park(chains);
      expect(chains.waitingRequest('completion')).toBeUndefined();
      park(chains, 'alice', { keepForToolOutputs: true });
      expect(chains.waitingRequest('completion')?.messages).toEqual([opening]);
      chains.loginChanged();
      expect(chains.waitingRequest('completion')?.messages).toEqual([opening]);
      chains.forget('completion');
      expect(chains.waitingRequest('completion')).toBeUndefined();
    });
  });

  it('makes room for others', () => {
    withChains({ bytes: 100_000 }, (chains) => {
      for (let index = 0; index < 50; index += 1) {
        const messages = [said('user', 'x'.repeat(10_000))];
        const asked = { caller: keyCaller('alice'), keepForToolOutputs: true };
        const request = requestFor(messages, asked, { completionId: `${index}` });
        chains.keep(request, chains.begin(request), ended([], { toolCalls }));
      }
      expect(chains.waitingRequest('0')).toBeUndefined();
      expect(chains.waitingRequest('49')).toBeDefined();
    });
  });
});
