import { describe, expect, it } from 'vitest';
import { createChains } from '../../../src/codex/engine/direct/chains/chains.ts';
import type { Message } from '../../../src/codex/completion/request.ts';
import { keyCaller } from '../../support/callers.ts';
import {
  calling,
  callItem,
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
const answer = said('assistant', 'one');
const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function userItem(text: string): object {
  return { type: 'message', role: 'user', content: [{ type: 'input_text', text }] };
}

describe('a conversation that continues', () => {
  it('has the items of the service in place of its answers, and keeps its session', () => {
    const chains = createChains(roomyLimits);
    const opening = requestFor([first]);
    const begun = chains.begin(opening);
    expect(begun).toMatchObject({ turnState: null, continued: null, hasKeptItems: false });
    expect(begun.input).toEqual([userItem('first')]);
    expect(begun.sessionId).toMatch(uuid7);
    const items = [reasoningItem('a'), messageItem('one', { phase: 'final_answer' })];
    chains.keep(opening, begun, ended(items));

    const next = chains.begin(requestFor([first, answer, second]));
    expect(next.input).toEqual([userItem('first'), ...items, userItem('second')]);
    expect(next.sessionId).toBe(begun.sessionId);
  });

  it('continues from the response on its connection, over more than one turn', () => {
    const chains = createChains(roomyLimits);
    const connection = {};
    const messages: Message[] = [first];
    const continued = ['resp_1', 'resp_2', 'resp_3'].map((responseId) => {
      const request = requestFor([...messages]);
      const items = [reasoningItem(responseId), messageItem(responseId)];
      chains.keep(request, chains.begin(request), ended(items, { connection, responseId }));
      messages.push(said('assistant', responseId), second);
      return chains.begin(requestFor([...messages])).continued;
    });
    expect(continued).toEqual([
      { responseId: 'resp_1', connection, known: 3 },
      { responseId: 'resp_2', connection, known: 6 },
      { responseId: 'resp_3', connection, known: 9 },
    ]);
  });

  it('replays the turn state for tool results, and for nothing else', () => {
    const chains = createChains(roomyLimits);
    const toolCalls = [calling('call_1'), calling('call_2')];
    const opening = requestFor([first]);
    const items = [reasoningItem('a'), ...toolCalls.map(callItem)];
    chains.keep(
      opening,
      chains.begin(opening),
      ended(items, { toolCalls, turnState: 'state 1', responseId: 'resp_1' }),
    );
    expect(chains.parkedTurns).toBe(1);

    const called: Message = { role: 'assistant', content: [], toolCalls };
    const results = [result('call_1'), result('call_2')];
    const loop = requestFor([first, called, ...results]);
    const begun = chains.begin(loop);
    expect(begun.turnState).toBe('state 1');
    expect(begun.input.slice(0, 4)).toEqual([userItem('first'), ...items]);
    expect(chains.parkedTurns).toBe(0);
    chains.keep(loop, begun, ended([messageItem('one')], { turnState: 'state 2' }));

    const done = [first, called, ...results, answer, second];
    expect(chains.begin(requestFor(done)).turnState).toBeNull();
    const asked = [first, called, ...results, second];
    expect(chains.begin(requestFor(asked)).turnState).toBeNull();
  });

  it('is no other caller’s', () => {
    const chains = createChains(roomyLimits);
    const caller = keyCaller('alice');
    const opening = requestFor([first], { caller });
    const begun = chains.begin(opening);
    chains.keep(opening, begun, ended([reasoningItem('a'), messageItem('one')]));

    const others = chains.begin(requestFor([first, answer, second], { caller: keyCaller('bob') }));
    expect(others.sessionId).not.toBe(begun.sessionId);
    expect(JSON.stringify(others.input)).not.toContain('secret');
  });
});
