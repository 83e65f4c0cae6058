import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/codex/completion/request.ts';
import type { Behaviour, PlannedItem } from '../../src/standin/behaviour.ts';
import { startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';
import { functionTool } from '../support/tool-loop.ts';
import { said } from './chat.ts';
import {
  answered,
  conversationOf,
  resultsOf,
  runToEnd,
  runUntilText,
  sentOf,
} from './item-chat.ts';

const settings = { effort: 'high', tools: [functionTool('look'), functionTool('find')] } as const;

const reasoning = (id: string): PlannedItem => ({
  kind: 'reasoning',
  id,
  summary: ['Thinking.'],
  tokens: 3,
  encrypted: `sealed ${id}`,
});
const message = (id: string, phase: string): PlannedItem => ({
  kind: 'message',
  id,
  phase,
  text: `Said as ${id}.`,
});
const call = (callId: string, name: string): PlannedItem => ({
  kind: 'function_call',
  callId,
  name,
  input: '{"city":"Oslo"}',
});
const search: PlannedItem = {
  kind: 'web_search_call',
  id: 'ws_1',
  members: { action: { type: 'search', query: 'tea' } },
};

describe.each(['app-server', 'direct'] as const)(
  'over WebSocket the service of a loaded conversation on %s',
  (engineSetting) => {
    let test: TestCore;
    let messages: readonly Message[];
    let open: readonly Message[];

    beforeEach(async () => {
      test = await startTestCore({ engineSetting, transport: 'websocket' });
      messages = [said('developer', 'Be brief.')];
      open = [];
      // A request never waits for a connection.
      if (engineSetting === 'direct') await test.standIn.waitFor(({ sockets }) => sockets >= 4);
    });
    afterEach(async () => {
      await test.close();
    });

    /** One turn that is answered with these items. */
    async function turn(input: readonly Message[], items: readonly PlannedItem[]): Promise<void> {
      test.standIn.behave(() => ({ kind: 'items', items }));
      const asked = [...messages, ...input];
      const completion = await runToEnd(test, asked, settings);
      expect(completion.error).toBeNull();
      messages = [...asked, ...answered(completion.items)];
      open = resultsOf(completion.items);
    }

    function sent(): object[] {
      const request = lastAsked(test.standIn);
      return request === undefined ? [] : sentOf(request);
    }

    it('receives only what is new, whatever the answers hold', async () => {
      await turn(
        [said('user', 'One')],
        [
          reasoning('rs_1'),
          message('msg_1', 'commentary'),
          reasoning('rs_2'),
          message('msg_2', 'final_answer'),
        ],
      );
      expect(sent()).toEqual([
        { role: 'developer', text: 'Be brief.' },
        { role: 'user', text: 'One' },
      ]);

      await turn([said('user', 'Two')], [search, message('msg_3', 'final_answer')]);
      expect(sent()).toEqual([{ role: 'user', text: 'Two' }]);

      await turn(
        [said('user', 'Three')],
        [
          reasoning('rs_3'),
          message('msg_4', 'commentary'),
          call('call_1', 'look'),
          call('call_2', 'find'),
        ],
      );
      expect(sent()).toEqual([{ role: 'user', text: 'Three' }]);

      await turn(
        [...open, said('user', 'Beside'), said('developer', 'Hurry.')],
        [call('call_3', 'look')],
      );
      expect(sent()).toEqual([
        { type: 'function_call_output', call_id: 'call_1', output: 'did look' },
        { type: 'function_call_output', call_id: 'call_2', output: 'did find' },
        { role: 'user', text: 'Beside' },
        { role: 'developer', text: 'Hurry.' },
      ]);

      await turn(open, [reasoning('rs_4'), message('msg_5', 'final_answer')]);
      expect(sent()).toEqual([
        { type: 'function_call_output', call_id: 'call_3', output: 'did look' },
      ]);

      await turn([said('user', 'Four')], [message('msg_6', 'final_answer')]);
      expect(sent()).toEqual([{ role: 'user', text: 'Four' }]);
      expect(lastAsked(test.standIn)?.input).toHaveLength(23);
    });

    it.each<[string, Behaviour, typeof runToEnd]>([
      ['an abort', { kind: 'stall', text: 'one two three', afterTokens: 2 }, runUntilText],
      [
        'a refusal',
        {
          kind: 'status',
          status: 429,
          body: { error: { code: 'usage_limit_reached', message: 'no' } },
        },
        runToEnd,
      ],
      [
        'a failure',
        { kind: 'failed', code: 'invalid_prompt', message: 'no', afterTokens: 1 },
        runToEnd,
      ],
    ])('receives only what is new again after %s', async (_, behaviour, run) => {
      await turn([said('user', 'One')], [reasoning('rs_1'), message('msg_1', 'final_answer')]);
      test.standIn.behave(() => behaviour);
      await run(test, [...messages, said('user', 'Trouble')], settings);

      await turn([said('user', 'Two')], [message('msg_2', 'final_answer')]);
      const request = lastAsked(test.standIn);
      expect(request && conversationOf(request)).toEqual([
        { role: 'developer', text: 'Be brief.' },
        { role: 'user', text: 'One' },
        { type: 'reasoning', id: 'rs_1', encrypted_content: 'sealed rs_1' },
        { role: 'assistant', id: 'msg_1', phase: 'final_answer', text: 'Said as msg_1.' },
        { role: 'user', text: 'Two' },
      ]);
      await turn([said('user', 'Three')], [message('msg_3', 'final_answer')]);
      expect(sent()).toEqual([{ role: 'user', text: 'Three' }]);
    });

    it('is asked again in the same conversation after it was refused', async () => {
      await turn([said('user', 'One')], [message('msg_1', 'final_answer')]);
      const key = lastAsked(test.standIn)?.body['prompt_cache_key'];
      test.standIn.behave(() => ({ kind: 'status', status: 429 }));
      const refused = await runToEnd(test, [...messages, said('user', 'Two')], settings);
      expect(refused.error?.code).toBe('rate_limit_exceeded');

      await turn([said('user', 'Two')], [message('msg_2', 'final_answer')]);
      const request = lastAsked(test.standIn);
      expect(request?.body['prompt_cache_key']).toBe(key);
      expect(request && conversationOf(request)).toEqual([
        { role: 'developer', text: 'Be brief.' },
        { role: 'user', text: 'One' },
        { role: 'assistant', id: 'msg_1', phase: 'final_answer', text: 'Said as msg_1.' },
        { role: 'user', text: 'Two' },
      ]);
      await turn([said('user', 'Three')], [message('msg_3', 'final_answer')]);
      expect(sent()).toEqual([{ role: 'user', text: 'Three' }]);
    });

    it('receives only what is new after a restart, once the conversation is loaded', async () => {
      const reasoned: Message = {
        role: 'reasoning',
        id: 'rs_0',
        content: [],
        encryptedContent: 'sealed rs_0',
      };
      messages = [...messages, said('user', 'Zero'), reasoned, said('assistant', 'Said before.')];
      await turn([said('user', 'One')], [reasoning('rs_1'), call('call_1', 'look')]);
      expect(sent()).toHaveLength(5);
      await turn(open, [message('msg_1', 'final_answer')]);
      expect(sent()).toEqual([
        { type: 'function_call_output', call_id: 'call_1', output: 'did look' },
      ]);
      await turn([said('user', 'Two')], [message('msg_2', 'final_answer')]);
      expect(sent()).toEqual([{ role: 'user', text: 'Two' }]);
    });

    it('receives the instructions and the tools of the agent that answers', async () => {
      const others = { ...settings, tools: [functionTool('other')] };
      await turn([said('user', 'One')], [reasoning('rs_1'), message('msg_1', 'final_answer')]);
      const before = messages.slice(1);

      test.standIn.behave(() => ({ kind: 'items', items: [message('msg_2', 'final_answer')] }));
      const handedOff = [said('developer', 'Be long.'), ...before, said('user', 'Two')];
      const other = await runToEnd(test, handedOff, others);
      const request = lastAsked(test.standIn);
      expect(request && conversationOf(request)).toEqual([
        { role: 'developer', text: 'Be long.' },
        { role: 'user', text: 'One' },
        { type: 'reasoning', id: 'rs_1', encrypted_content: 'sealed rs_1' },
        { role: 'assistant', id: 'msg_1', phase: 'final_answer', text: 'Said as msg_1.' },
        { role: 'user', text: 'Two' },
      ]);
      expect(request?.body['tools']).toEqual([expect.objectContaining({ name: 'other' })]);

      messages = [...messages, said('user', 'Two'), ...answered(other.items)];
      await turn([said('user', 'Three')], [message('msg_3', 'final_answer')]);
      expect(sent()).toEqual([
        { role: 'user', text: 'Two' },
        { role: 'assistant', id: 'msg_2', phase: 'final_answer', text: 'Said as msg_2.' },
        { role: 'user', text: 'Three' },
      ]);
    });

    it('is shown no instructions where a request has none any more', async () => {
      await turn([said('user', 'One')], [message('msg_1', 'final_answer')]);
      messages = messages.slice(1);
      await turn([said('user', 'Two')], [message('msg_2', 'final_answer')]);
      const request = lastAsked(test.standIn);
      expect(request && conversationOf(request)).toEqual([
        { role: 'user', text: 'One' },
        { role: 'assistant', id: 'msg_1', phase: 'final_answer', text: 'Said as msg_1.' },
        { role: 'user', text: 'Two' },
      ]);
    });
  },
);
