import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import type { Behaviour } from '../../src/standin/behaviour.ts';
import { unspokenRefusal } from '../../src/codex/engine/service/output/refusal-words.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { functionTool } from '../support/tool-loop.ts';

describe.each([
  ['app-server', 'websocket'],
  ['app-server', 'sse'],
  ['direct', 'websocket'],
  ['direct', 'sse'],
] as const)('the item events of an answer on %s over %s', (engineSetting, transport) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ engineSetting, transport, hasWebSearch: true });
  });
  afterAll(async () => {
    await test.close();
  });

  /** What happens in an answer, each event without its place in the completion. */
  async function eventsOf(
    behaviour: Behaviour,
    more: Partial<CompletionRequest> = {},
  ): Promise<object[]> {
    test.standIn.behave(() => behaviour);
    const completion = await test.core.run(ask('go', { effort: 'high', ...more }), never());
    await completion.result().catch(() => {});
    const events: object[] = [];
    for await (const event of completion.itemEvents({ mergesDeltas: true })) {
      const { completionId: _, sequence: __, ...body } = event;
      events.push(body);
    }
    return events;
  }

  const hasCallDeltas = engineSetting === 'direct';

  it('say of each item what it is when it begins, and all of it at its end', async () => {
    const citation = { type: 'url_citation', url: 'u', title: 't', start_index: 0, end_index: 3 };
    const action = { type: 'search', query: 'tea' };
    const events = await eventsOf(
      {
        kind: 'items',
        items: [
          {
            kind: 'reasoning',
            id: 'rs_1',
            summary: ['One.', 'Two.'],
            tokens: 3,
            encrypted: 'sealed',
          },
          { kind: 'message', id: 'msg_1', phase: 'commentary', text: 'Let me look.' },
          { kind: 'web_search_call', id: 'ws_1', members: { action } },
          {
            kind: 'message',
            id: 'msg_2',
            phase: 'final_answer',
            text: 'Tea is old.',
            furtherTexts: [' Yes.'],
            annotations: [citation],
          },
          { kind: 'function_call', id: 'fc_1', callId: 'call_1', name: 'f', input: '{"a":1}' },
        ],
      },
      { webSearch: {}, tools: [functionTool('f')] },
    );
    const reasoning = { type: 'reasoning', id: 'rs_1' };
    const first = { type: 'message', id: 'msg_1', phase: 'commentary' };
    const second = { type: 'message', id: 'msg_2', phase: 'final_answer' };
    const search = { type: 'hosted', id: 'ws_1' };
    const begun = { type: 'function', id: 'call_1', name: 'f', input: '' };
    const call = { ...begun, input: '{"a":1}' };
    const text = (words: string, ...annotations: object[]): object => ({
      type: 'text',
      text: words,
      annotations,
    });
    const added = (index: number, item: object): object => ({
      type: 'item-added',
      index,
      item: { ...item, status: 'in_progress' },
    });
    const done = (index: number, item: object): object => ({
      type: 'item-done',
      index,
      item: { ...item, status: 'completed' },
    });
    expect(events).toMatchObject([
      { type: 'started' },
      added(0, { ...reasoning, summary: [], encryptedContent: null }),
      { type: 'summary-delta', index: 0, summaryIndex: 0, text: 'One.' },
      { type: 'summary-delta', index: 0, summaryIndex: 1, text: 'Two.' },
      done(0, { ...reasoning, summary: ['One.', 'Two.'], encryptedContent: 'sealed' }),
      added(1, { ...first, parts: [] }),
      { type: 'text-delta', index: 1, text: 'Let me look.' },
      done(1, { ...first, parts: [text('Let me look.')] }),
      added(2, { ...search, raw: { type: 'web_search_call', status: 'in_progress', action } }),
      done(2, { ...search, raw: { type: 'web_search_call', status: 'completed', action } }),
      added(3, { ...second, parts: [] }),
      { type: 'text-delta', index: 3, text: 'Tea is old. Yes.' },
      done(3, { ...second, parts: [text('Tea is old.', citation), text(' Yes.')] }),
      added(4, { type: 'call', id: 'fc_1', call: begun }),
      ...(hasCallDeltas ? [{ type: 'call-delta', index: 4, text: '{"a":1}' }] : []),
      { type: 'call-input', index: 4, call },
      done(4, { type: 'call', id: 'fc_1', call }),
      { type: 'done', finishReason: 'tool_calls', usage: { reasoningOutputTokens: 3 } },
    ]);
  });

  it('hold a refusal as a part of its message', async () => {
    const events = await eventsOf({ kind: 'refusal', refusal: 'I cannot.', text: 'Well. ' });
    const refusal = engineSetting === 'direct' ? 'I cannot.' : unspokenRefusal;
    expect(events.slice(-2)).toMatchObject([
      {
        type: 'item-done',
        item: { status: 'completed', parts: [{ text: 'Well. ' }, { type: 'refusal', refusal }] },
      },
      { type: 'done', finishReason: 'content_filter' },
    ]);
  });

  it.each([
    ['max_output_tokens', 'length', false],
    ['content_filter', 'content_filter', engineSetting === 'app-server'],
  ] as const)(
    'end with an incomplete item and the usage at %s',
    async (reason, finish, isEstimated) => {
      const text = 'one two three';
      const events = await eventsOf({ kind: 'incomplete', reason, text, afterTokens: 2 });
      expect(events.slice(-2)).toMatchObject([
        { type: 'item-done', item: { status: 'incomplete', parts: [{ text: 'one two' }] } },
        {
          type: 'done',
          finishReason: finish,
          usage: { outputTokens: 2, ...(isEstimated && { isEstimated }) },
        },
      ]);
    },
  );

  it('end with an incomplete item where the answer fails', async () => {
    const failure = { kind: 'failed', code: 'invalid_prompt', message: 'no' } as const;
    const events = await eventsOf({ ...failure, text: 'one two three', afterTokens: 2 });
    expect(events.slice(-2)).toMatchObject([
      { type: 'item-done', item: { status: 'incomplete', parts: [{ text: 'one two' }] } },
      { type: 'failed', error: { code: 'invalid_prompt' } },
    ]);
  });
});
