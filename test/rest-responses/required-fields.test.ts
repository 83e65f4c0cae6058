import { describe, expect, it } from 'vitest';
import type { TurnEventBody } from '../../src/conversations/running/running-turn.ts';
import { CodexServeError } from '../../src/errors/errors.ts';
import { schemaOfEvent } from '../support/response-schemas.ts';
import { settingsWith, turnWith, written } from './written.ts';

const place = ['item_id', 'output_index'];

/** Every event that this gateway can send, with what its clients may count on beside the number. */
const required: Readonly<Record<string, readonly string[]>> = {
  'response.created': ['response'],
  'response.queued': ['response'],
  'response.in_progress': ['response'],
  'response.output_item.added': ['item', 'output_index'],
  'response.output_item.done': ['item', 'output_index'],
  'response.content_part.added': ['content_index', ...place, 'part'],
  'response.content_part.done': ['content_index', ...place, 'part'],
  'response.output_text.delta': ['content_index', 'delta', ...place, 'logprobs'],
  'response.output_text.annotation.added': [
    'annotation',
    'annotation_index',
    'content_index',
    ...place,
  ],
  'response.output_text.done': ['content_index', ...place, 'logprobs', 'text'],
  'response.refusal.delta': ['content_index', 'delta', ...place],
  'response.refusal.done': ['content_index', ...place, 'refusal'],
  'response.reasoning_summary_part.added': [...place, 'part', 'summary_index'],
  'response.reasoning_summary_part.done': [...place, 'part', 'summary_index'],
  'response.reasoning_summary_text.delta': ['delta', ...place, 'summary_index'],
  'response.reasoning_summary_text.done': [...place, 'summary_index', 'text'],
  'response.function_call_arguments.delta': ['delta', ...place],
  'response.function_call_arguments.done': ['arguments', 'item_id', 'name', 'output_index'],
  'response.custom_tool_call_input.delta': ['delta', ...place],
  'response.custom_tool_call_input.done': ['input', ...place],
  'response.web_search_call.in_progress': place,
  'response.web_search_call.searching': place,
  'response.web_search_call.completed': place,
  keepalive: [],
  error: ['code', 'message', 'param'],
  'response.completed': ['response'],
  'response.incomplete': ['response'],
  'response.failed': ['response'],
};

const usage = null;
const message = { type: 'message', id: 'msg_1', phase: 'final_answer' } as const;
const reasoning = { type: 'reasoning', id: 'rs_1' } as const;
const search = { type: 'web_search_call' };
const citation = { type: 'url_citation', url: 'https://a.test/', title: 'A' };
const parts = [
  { type: 'text', text: 'Hi', annotations: [{ ...citation, start_index: 0, end_index: 2 }] },
  { type: 'refusal', refusal: 'No.' },
] as const;

/** All that can happen in one turn. */
const everything: readonly TurnEventBody[] = [
  { type: 'queued' },
  { type: 'started' },
  {
    type: 'item-added',
    index: 0,
    item: { ...reasoning, status: 'in_progress', summary: [], encryptedContent: null },
  },
  { type: 'summary-delta', index: 0, summaryIndex: 0, text: 'Why' },
  {
    type: 'item-done',
    index: 0,
    item: { ...reasoning, status: 'completed', summary: ['Why'], encryptedContent: 'gAAA' },
  },
  {
    type: 'item-added',
    index: 1,
    item: { type: 'hosted', id: 'ws_1', status: 'in_progress', raw: search },
  },
  {
    type: 'item-done',
    index: 1,
    item: { type: 'hosted', id: 'ws_1', status: 'completed', raw: search },
  },
  { type: 'item-added', index: 2, item: { ...message, status: 'in_progress', parts: [] } },
  { type: 'text-delta', index: 2, text: 'Hi' },
  { type: 'keepalive' },
  { type: 'refusal-delta', index: 2, text: 'No.' },
  { type: 'item-done', index: 2, item: { ...message, status: 'completed', parts } },
  ...(['function', 'custom'] as const).flatMap((type, index): TurnEventBody[] => {
    const call = { type, id: `call_${index}`, name: 'now', input: '' };
    const item = { type: 'call', id: `fc_${index}`, call } as const;
    return [
      { type: 'item-added', index: 3 + index, item: { ...item, status: 'in_progress' } },
      { type: 'call-input', index: 3 + index, call: { ...call, input: '{}' } },
      {
        type: 'item-done',
        index: 3 + index,
        item: { ...item, status: 'completed', call: { ...call, input: '{}' } },
      },
    ];
  }),
];
const ends: readonly TurnEventBody[] = [
  { type: 'done', finishReason: 'stop', usage },
  { type: 'done', finishReason: 'length', usage },
  { type: 'failed', error: new CodexServeError('server_error', 'It broke.') },
];

describe('the events of a response', () => {
  const turn = turnWith({ settings: settingsWith({ tools: [{ type: 'web_search' }] }) });
  const sent = ends.flatMap((end) => written([...everything, end], turn));

  it('are of these types', () => {
    expect(new Set(sent.map(({ type }) => type))).toEqual(new Set(Object.keys(required)));
  });

  it.each(Object.entries(required))('of the type %s have their members', (type, members) => {
    const all = [...members, 'sequence_number', 'type'].toSorted();
    for (const event of sent.filter((each) => each.type === type)) {
      expect(Object.keys(event)).toEqual(expect.arrayContaining(all));
    }
    expect(schemaOfEvent(type)?.required.toSorted()).toEqual(all);
  });
});
