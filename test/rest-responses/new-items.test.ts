import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PlannedItem } from '../../src/standin/behaviour.ts';
import { conversationOf, sentOf } from '../reuse/item-chat.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { lastAsked } from '../support/last-asked.ts';
import { respond, response } from './client.ts';

const message = (id: string, phase = 'final_answer'): PlannedItem => ({
  kind: 'message',
  id,
  phase,
  text: `Said as ${id}.`,
});
const reasoning = (id: string): PlannedItem => ({
  kind: 'reasoning',
  id,
  summary: ['Thinking.'],
  tokens: 3,
  encrypted: `sealed ${id}`,
});
const says = (text: string): object => ({ role: 'user', text });

describe.each(['app-server', 'direct'])(
  'the service of a response that continues, on %s,',
  (engine) => {
    let gateway: TestGateway;

    beforeAll(async () => {
      const args = ['--engine', engine, '--web-search', 'on'];
      gateway = await startTestGateway({ args, transport: 'websocket' });
      // A request never waits for a connection.
      if (engine === 'direct') await gateway.standIn.waitFor(({ sockets }) => sockets >= 4);
    });
    afterEach(() => gateway.standIn.behave(undefined));
    afterAll(async () => {
      await gateway.close();
    });

    const shared = {
      instructions: 'Be brief.',
      tools: [
        { type: 'web_search' },
        { type: 'function', name: 'look', parameters: { type: 'object', properties: {} } },
        {
          type: 'namespace',
          name: 'functions',
          description: 'Everything.',
          tools: [
            {
              type: 'custom',
              name: 'exec',
              format: { type: 'grammar', syntax: 'lark', definition: 'start: "a"' },
            },
          ],
        },
      ],
    };
    const calls: readonly PlannedItem[] = [
      { kind: 'function_call', id: 'fc_1', callId: 'call_1', name: 'look', input: '{}' },
      engine === 'direct'
        ? {
            kind: 'custom_tool_call',
            id: 'ctc_1',
            callId: 'call_2',
            name: 'exec',
            namespace: 'functions',
            input: 'ls',
          }
        : {
            kind: 'function_call',
            id: 'fc_2',
            callId: 'call_2',
            name: 'exec',
            input: '{"input":"ls"}',
          },
    ];

    async function turn(items: readonly PlannedItem[], more: object): ReturnType<typeof response> {
      gateway.standIn.behave(() => ({ kind: 'items', items }));
      return await response(gateway.url, { ...shared, ...more });
    }

    function sent(): object[] {
      const request = lastAsked(gateway.standIn);
      return request === undefined ? [] : sentOf(request);
    }

    it('receives only what is new', async () => {
      const search: PlannedItem = {
        kind: 'web_search_call',
        id: 'ws_1',
        members: { action: { type: 'search', query: 'tea' } },
      };
      const one = await turn(
        [reasoning('rs_1'), message('msg_1', 'commentary'), search, message('msg_2')],
        { input: 'One', metadata: { turn: '1' } },
      );
      expect(sent()).toEqual([{ role: 'developer', text: 'Be brief.' }, says('One')]);

      const two = await turn([reasoning('rs_2'), message('msg_3', 'commentary'), ...calls], {
        input: 'Two',
        previous_response_id: one.id,
        metadata: { turn: '2' },
      });
      expect(sent()).toEqual([says('Two')]);
      expect(two.output.map(({ type }) => type)).toEqual([
        'reasoning',
        'message',
        'function_call',
        'custom_tool_call',
      ]);

      const results = [
        { type: 'function_call_output', call_id: 'call_1', output: 'looked' },
        {
          type: 'custom_tool_call_output',
          call_id: 'call_2',
          output: [{ type: 'input_text', text: 'ran' }],
        },
      ];
      const beside = { type: 'message', role: 'user', content: 'Beside' };
      const three = await turn([message('msg_4')], {
        input: [...results, beside],
        previous_response_id: two.id,
      });
      expect(sent()).toMatchObject([
        { call_id: 'call_1', output: 'looked' },
        { call_id: 'call_2', output: 'ran' },
        says('Beside'),
      ]);

      await turn([message('msg_5')], { input: 'Four', previous_response_id: three.id });
      expect(sent()).toEqual([says('Four')]);

      // A client without a store sends everything again.
      const user = (content: string): object => ({ type: 'message', role: 'user', content });
      const history = [user('One'), ...one.output, user('Two'), ...two.output, ...results, beside];
      const more = [...history, ...three.output, user('Another four')];
      await turn([message('msg_6')], { input: more, store: false });
      const shown = lastAsked(gateway.standIn);
      expect(shown && conversationOf(shown)).toMatchObject([
        { role: 'developer', text: 'Be brief.' },
        says('One'),
        { type: 'reasoning', id: 'rs_1', encrypted_content: 'sealed rs_1' },
        { role: 'assistant', id: 'msg_1', phase: 'commentary', text: 'Said as msg_1.' },
        { type: 'web_search_call', id: 'ws_1' },
        { role: 'assistant', id: 'msg_2', phase: 'final_answer', text: 'Said as msg_2.' },
        says('Two'),
        { type: 'reasoning', id: 'rs_2', encrypted_content: 'sealed rs_2' },
        { role: 'assistant', id: 'msg_3', phase: 'commentary', text: 'Said as msg_3.' },
        { call_id: 'call_1', name: 'look' },
        { call_id: 'call_2', name: 'exec' },
        { call_id: 'call_1', output: 'looked' },
        { call_id: 'call_2', output: 'ran' },
        says('Beside'),
        { role: 'assistant', id: 'msg_4', phase: 'final_answer', text: 'Said as msg_4.' },
        says('Another four'),
      ]);
    });

    it('receives only what is new in a conversation, also after an abort', async () => {
      const created = await fetch(`${gateway.url}/v1/conversations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      const { id: conversation } = z.looseObject({ id: z.string() }).parse(await created.json());
      await turn([reasoning('rs_11'), message('msg_11')], { input: 'One', conversation });
      await turn([message('msg_12')], { input: 'Two', conversation });
      expect(sent()).toEqual([says('Two')]);

      gateway.standIn.behave(() => ({ kind: 'stall', text: 'one two three', afterTokens: 2 }));
      const aborting = new AbortController();
      const stalled = respond(
        gateway.url,
        { ...shared, input: 'Abort', conversation },
        { signal: aborting.signal },
      );
      await gateway.standIn.waitFor(({ active }) => active === 1);
      aborting.abort();
      await expect(stalled).rejects.toThrow('aborted');
      await gateway.standIn.waitFor(({ active }) => active === 0);

      await turn([message('msg_13')], { input: 'Three', conversation });
      await turn([message('msg_14')], { input: 'Four', conversation });
      expect(sent()).toEqual([says('Four')]);
    });
  },
);
