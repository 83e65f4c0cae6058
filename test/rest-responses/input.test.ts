import { describe, expect, it } from 'vitest';
import { asked, parsed } from './parsed.ts';

describe('the input of a response', () => {
  it('is a message of the user where it is a string', () => {
    const { input } = parsed({ input: 'Hi' });
    expect(input).toEqual([
      {
        type: 'message',
        id: expect.stringMatching(/^msg_given[0-9a-f]{32}$/),
        role: 'user',
        content: [{ type: 'input_text', text: 'Hi' }],
      },
    ]);
  });

  it('keeps the members of items, and gets what they lack', () => {
    const { input } = parsed({
      input: [
        { role: 'developer', content: 'Be brief.', note: 1 },
        { role: 'assistant', content: 'Yes.', phase: 'commentary', id: 'msg_1' },
        { type: 'reasoning', id: null, summary: [], encrypted_content: 'sealed' },
        { id: 'rs_9' },
      ],
    });
    expect(input).toEqual([
      {
        type: 'message',
        id: expect.stringMatching(/^msg_given/),
        role: 'developer',
        content: [{ type: 'input_text', text: 'Be brief.' }],
        note: 1,
      },
      {
        type: 'message',
        id: 'msg_1',
        role: 'assistant',
        phase: 'commentary',
        content: [{ type: 'output_text', text: 'Yes.', annotations: [], logprobs: [] }],
      },
      {
        type: 'reasoning',
        id: expect.stringMatching(/^rs_given/),
        summary: [],
        encrypted_content: 'sealed',
      },
      { type: 'item_reference', id: 'rs_9' },
    ]);
  });

  it('reaches the core as messages, after the instructions', () => {
    const { messages } = asked({
      instructions: 'Be brief.',
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'Read it.' }] },
        {
          type: 'reasoning',
          id: 'rs_1',
          summary: [{ type: 'summary_text', text: 'Hm.' }],
          encrypted_content: 'sealed',
        },
        {
          type: 'message',
          role: 'assistant',
          id: 'msg_1',
          phase: 'commentary',
          content: [{ type: 'output_text', text: 'I read.' }],
        },
        {
          type: 'function_call',
          id: 'fc_1',
          call_id: 'call_1',
          name: 'read',
          arguments: '{}',
          namespace: 'files',
        },
        { type: 'custom_tool_call', call_id: 'call_2', name: 'patch', input: '*** Begin' },
        { type: 'function_call_output', call_id: 'call_1', output: 'text' },
        {
          type: 'custom_tool_call_output',
          call_id: 'call_2',
          output: [{ type: 'input_text', text: 'done' }],
        },
        {
          type: 'web_search_call',
          id: 'ws_1',
          status: 'completed',
          action: { type: 'search', query: 'x' },
        },
      ],
    });
    expect(messages).toEqual([
      { role: 'developer', content: [{ type: 'text', text: 'Be brief.' }] },
      { role: 'user', content: [{ type: 'text', text: 'Read it.' }] },
      {
        role: 'reasoning',
        id: 'rs_1',
        content: [{ type: 'text', text: 'Hm.' }],
        encryptedContent: 'sealed',
      },
      {
        role: 'assistant',
        id: 'msg_1',
        phase: 'commentary',
        content: [{ type: 'text', text: 'I read.' }],
        toolCalls: [
          {
            type: 'function',
            id: 'call_1',
            itemId: 'fc_1',
            name: 'read',
            namespace: 'files',
            input: '{}',
          },
          { type: 'custom', id: 'call_2', name: 'patch', input: '*** Begin' },
        ],
      },
      { role: 'tool', toolCallId: 'call_1', content: [{ type: 'text', text: 'text' }] },
      { role: 'tool', toolCallId: 'call_2', content: [{ type: 'text', text: 'done' }] },
      {
        role: 'item',
        content: [],
        item: {
          type: 'web_search_call',
          id: 'ws_1',
          status: 'completed',
          action: { type: 'search', query: 'x' },
        },
      },
    ]);
  });
});
