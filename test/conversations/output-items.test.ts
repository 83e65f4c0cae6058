import { describe, expect, it } from 'vitest';
import type { OutputItem } from '../../src/codex/completion/item.ts';
import { toRawItems } from '../../src/conversations/items/output-items.ts';

const citation = { type: 'url_citation', url: 'https://a.test/', title: 'A' };

describe('the items of an answer in the form of the Responses API', () => {
  it('are messages with their phase, texts with annotations, and refusals', () => {
    const items: OutputItem[] = [
      {
        type: 'message',
        id: 'msg_1',
        status: 'completed',
        phase: 'commentary',
        parts: [
          {
            type: 'text',
            text: 'See A.',
            annotations: [{ ...citation, start_index: 4, end_index: 5 }],
          },
        ],
      },
      {
        type: 'message',
        id: 'msg_2',
        status: 'incomplete',
        phase: null,
        parts: [{ type: 'refusal', refusal: 'No.' }],
      },
    ];

    expect(toRawItems(items)).toEqual([
      {
        id: 'msg_1',
        type: 'message',
        status: 'completed',
        role: 'assistant',
        phase: 'commentary',
        content: [
          {
            type: 'output_text',
            annotations: [{ ...citation, start_index: 4, end_index: 5 }],
            logprobs: [],
            text: 'See A.',
          },
        ],
      },
      {
        id: 'msg_2',
        type: 'message',
        status: 'incomplete',
        role: 'assistant',
        content: [{ type: 'refusal', refusal: 'No.' }],
      },
    ]);
  });

  it('join the texts of one message, and move what is cited with them', () => {
    const items: OutputItem[] = [
      {
        type: 'message',
        id: 'msg_1',
        status: 'completed',
        phase: null,
        parts: [
          { type: 'text', text: 'One. ', annotations: [] },
          {
            type: 'text',
            text: 'Two.',
            annotations: [{ ...citation, start_index: 0, end_index: 3 }],
          },
        ],
      },
    ];

    expect(toRawItems(items)[0]?.['content']).toEqual([
      {
        type: 'output_text',
        annotations: [{ ...citation, start_index: 5, end_index: 8 }],
        logprobs: [],
        text: 'One. Two.',
      },
    ]);
  });

  it('hold the tokens of each text where they are known', () => {
    const message = (id: string, text: string): OutputItem => ({
      type: 'message',
      id,
      status: 'completed',
      phase: null,
      parts: [{ type: 'text', text, annotations: [] }],
    });
    const token = (text: string, end: number) => ({
      token: text,
      logprob: -1,
      bytes: [...new TextEncoder().encode(text)],
      top: [{ token: text, logprob: -1, bytes: [] }],
      end,
    });
    const raw = toRawItems(
      [message('msg_1', 'ab'), message('msg_2', 'c')],
      [token('a', 1), token('b', 2), token('c', 3)],
    );

    const tokensOf = (item: unknown) => expect.objectContaining({ content: item });
    expect(raw).toEqual([
      tokensOf([expect.objectContaining({ logprobs: [probability('a'), probability('b')] })]),
      tokensOf([expect.objectContaining({ logprobs: [probability('c')] })]),
    ]);
  });

  it('are reasoning with its summary, and encrypted where the service sent that', () => {
    const reasoning = { type: 'reasoning', status: 'completed' } as const;
    expect(
      toRawItems([
        { ...reasoning, id: 'rs_1', summary: ['**One**', 'Two'], encryptedContent: 'gAAA' },
        { ...reasoning, id: 'rs_2', summary: [], encryptedContent: null },
        { ...reasoning, id: 'rs_3', status: 'incomplete', summary: [], encryptedContent: null },
      ]),
    ).toEqual([
      {
        id: 'rs_1',
        type: 'reasoning',
        encrypted_content: 'gAAA',
        summary: [
          { type: 'summary_text', text: '**One**' },
          { type: 'summary_text', text: 'Two' },
        ],
      },
      { id: 'rs_2', type: 'reasoning', summary: [] },
      { id: 'rs_3', type: 'reasoning', status: 'incomplete', summary: [] },
    ]);
  });

  it('are calls with their namespace, whose arguments are always JSON', () => {
    const status = 'completed' as const;
    const call = { id: 'call_1', name: 'now', input: '' };
    expect(
      toRawItems([
        { type: 'call', id: 'fc_1', status, call: { ...call, type: 'function' } },
        {
          type: 'call',
          id: 'ctc_1',
          status,
          call: { ...call, type: 'custom', namespace: 'clock' },
        },
        {
          type: 'call',
          id: 'fc_2',
          status: 'incomplete',
          call: { ...call, type: 'function', input: '{"zo' },
        },
      ]),
    ).toEqual([
      {
        id: 'fc_1',
        type: 'function_call',
        status: 'completed',
        arguments: '{}',
        call_id: 'call_1',
        name: 'now',
      },
      {
        id: 'ctc_1',
        type: 'custom_tool_call',
        status: 'completed',
        input: '',
        call_id: 'call_1',
        name: 'now',
        namespace: 'clock',
      },
      {
        id: 'fc_2',
        type: 'function_call',
        status: 'incomplete',
        arguments: '{"zo',
        call_id: 'call_1',
        name: 'now',
      },
    ]);
  });

  it('are hosted items as the service sent them, with the members that OpenAI requires', () => {
    const action = { type: 'search', query: 'fjords' };
    const search = { type: 'web_search_call', id: 'ws_0' };
    expect(
      toRawItems([
        { type: 'hosted', id: 'ws_1', status: 'in_progress', raw: { ...search, action: null } },
        {
          type: 'hosted',
          id: 'ws_1',
          status: 'completed',
          raw: {
            ...search,
            status: 'completed',
            action,
            internal_chat_message_metadata_passthrough: {},
          },
        },
        { type: 'hosted', id: 'ws_2', status: 'incomplete', raw: { ...search, action } },
        {
          type: 'hosted',
          id: 'cmp_1',
          status: 'completed',
          raw: { type: 'compaction', encrypted_content: 'gAAA' },
        },
      ]),
    ).toEqual([
      {
        id: 'ws_1',
        type: 'web_search_call',
        status: 'in_progress',
        action: { type: 'search', query: '' },
      },
      { id: 'ws_1', type: 'web_search_call', status: 'completed', action },
      { id: 'ws_2', type: 'web_search_call', status: 'failed', action },
      { id: 'cmp_1', type: 'compaction', encrypted_content: 'gAAA' },
    ]);
  });
});

function probability(token: string): object {
  const bytes = [...new TextEncoder().encode(token)];
  return { token, logprob: -1, bytes, top_logprobs: [{ token, logprob: -1, bytes: [] }] };
}
