import { describe, expect, it } from 'vitest';
import { inputItems } from '../../../src/codex/engine/direct/request/input-items.ts';

const picture = 'data:image/png;base64,iVBORw0KGgo=';

describe('the items of a conversation', () => {
  it('keep roles, names, ids, texts and pictures', () => {
    expect(
      inputItems([
        { role: 'system', content: [{ type: 'text', text: 'Be brief.' }] },
        {
          role: 'user',
          content: [
            { type: 'text', text: '' },
            { type: 'image', dataUrl: picture, detail: 'low' },
            { type: 'image', dataUrl: picture },
          ],
        },
        {
          role: 'reasoning',
          id: 'rs_1',
          content: [{ type: 'text', text: 'Look.' }],
          encryptedContent: 'gAAA',
        },
        {
          role: 'assistant',
          id: 'msg_1',
          phase: 'commentary',
          content: [{ type: 'text', text: 'One moment.' }],
          toolCalls: [
            { type: 'function', id: 'call_1', itemId: 'fc_1', name: 'mcp', input: '{"a": 1' },
            { type: 'custom', id: 'call_2', name: 'exec_command', input: 'ls -l' },
          ],
        },
        { role: 'tool', toolCallId: 'call_2', content: [{ type: 'text', text: '' }] },
        {
          role: 'tool',
          toolCallId: 'call_1',
          content: [
            { type: 'text', text: 'A picture:' },
            { type: 'image', dataUrl: picture, detail: 'original' },
          ],
        },
        { role: 'item', content: [], item: { type: 'web_search_call', id: 'ws_1' } },
        { role: 'assistant', content: [{ type: 'text', text: '' }] },
      ]),
    ).toEqual([
      {
        type: 'message',
        role: 'system',
        content: [{ type: 'input_text', text: 'Be brief.' }],
      },
      {
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_text', text: '' },
          { type: 'input_image', image_url: picture, detail: 'low' },
          { type: 'input_image', image_url: picture },
        ],
      },
      {
        type: 'reasoning',
        id: 'rs_1',
        summary: [{ type: 'summary_text', text: 'Look.' }],
        encrypted_content: 'gAAA',
      },
      {
        type: 'message',
        role: 'assistant',
        id: 'msg_1',
        phase: 'commentary',
        content: [{ type: 'output_text', text: 'One moment.' }],
      },
      { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'mcp', arguments: '{"a": 1' },
      { type: 'custom_tool_call', call_id: 'call_2', name: 'exec_command', input: 'ls -l' },
      { type: 'custom_tool_call_output', call_id: 'call_2', output: '' },
      {
        type: 'function_call_output',
        call_id: 'call_1',
        output: [
          { type: 'input_text', text: 'A picture:' },
          { type: 'input_image', image_url: picture, detail: 'original' },
        ],
      },
      { type: 'web_search_call', id: 'ws_1' },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: '' }] },
    ]);
  });

  it('are no message for an answer of calls alone', () => {
    const call = { type: 'function', id: 'call_1', name: 'look', input: '{}' } as const;
    const silent = { role: 'assistant', toolCalls: [call] } as const;
    const item = { type: 'function_call', call_id: 'call_1', name: 'look', arguments: '{}' };
    expect(inputItems([{ ...silent, content: [] }])).toEqual([item]);
    expect(inputItems([{ ...silent, content: [{ type: 'text', text: '' }] }])).toEqual([item]);
  });
});
