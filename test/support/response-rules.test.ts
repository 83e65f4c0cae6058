import { describe, expect, it } from 'vitest';
import type { TurnEventBody } from '../../src/conversations/running/running-turn.ts';
import {
  toSse,
  type ResponseEvent,
} from '../../src/rest/openai/responses/events/response-event.ts';
import { written } from '../rest-responses/written.ts';
import { checkOf } from './answer-check.ts';
import { createResponseRules } from './response-rules.ts';

const message = { type: 'message', id: 'msg_1', phase: null } as const;
const call = { type: 'function', id: 'call_1', name: 'now', input: '' } as const;
const turn: readonly TurnEventBody[] = [
  { type: 'started' },
  { type: 'item-added', index: 0, item: { ...message, status: 'in_progress', parts: [] } },
  { type: 'text-delta', index: 0, text: 'H' },
  { type: 'text-delta', index: 0, text: 'i' },
  {
    type: 'item-done',
    index: 0,
    item: {
      ...message,
      status: 'completed',
      parts: [{ type: 'text', text: 'Hi', annotations: [] }],
    },
  },
  { type: 'item-added', index: 1, item: { type: 'call', id: 'fc_1', status: 'in_progress', call } },
  { type: 'call-input', index: 1, call: { ...call, input: '{}' } },
  {
    type: 'item-done',
    index: 1,
    item: { type: 'call', id: 'fc_1', status: 'completed', call: { ...call, input: '{}' } },
  },
  { type: 'done', finishReason: 'tool_calls', usage: null },
];

type Mutable = Record<string, unknown> & { type: string };

/** What is found where an event of the stream is changed, or left out. */
function faultsWhere(type: string, change: ((event: Mutable) => void) | 'left out'): string[] {
  const events = written(turn).map((event): Mutable => structuredClone({ ...event }));
  const index = events.findIndex((event) => event.type === type);
  if (change === 'left out') events.splice(index, 1);
  else change(events[index] ?? { type });
  const numbered =
    change === 'left out' ? events.map((event, at) => ({ ...event, sequence_number: at })) : events;
  const rules = createResponseRules();
  return [...numbered.flatMap((event) => rules.faultsOf(event)), ...rules.faultsAtEnd()];
}

describe('the rules of a response', () => {
  it('find no fault in one that has none', () => {
    expect(faultsWhere('response.created', () => {})).toEqual([]);
  });

  it.each([
    ['response.created', 'response.in_progress is first'],
    ['response.output_item.added', 'response.content_part.added before its item'],
    ['response.content_part.added', 'response.output_text.delta before its part'],
    ['response.output_text.delta', 'response.output_text.done differs from its deltas'],
    ['response.content_part.done', 'an item is done before its parts'],
    ['response.function_call_arguments.delta', 'a call without a delta'],
    ['response.function_call_arguments.done', 'an item is done before its parts'],
    ['response.output_item.done', 'an item is not done at the end'],
    ['response.completed', 'the stream ends without a terminal event'],
  ])('need %s', (type, fault) => {
    expect(faultsWhere(type, 'left out')).toContain(fault);
  });

  it.each<[string, (event: Mutable) => void, string]>([
    ['response.in_progress', (event) => (event['sequence_number'] = 5), '5 instead of 1'],
    [
      'response.in_progress',
      (event) => Object.assign(event['response'] ?? {}, { id: 'resp_2' }),
      'another response id',
    ],
    [
      'response.output_item.added',
      (event) => Object.assign(event['item'] ?? {}, { id: '' }),
      'an item without an id',
    ],
    [
      'response.output_item.added',
      (event) =>
        Object.assign(event['item'] ?? {}, {
          content: [{ type: 'output_text', text: 'H', annotations: [], logprobs: [] }],
        }),
      'an item that does not begin empty',
    ],
    [
      'response.output_item.added',
      (event) => (event['output_index'] = 1),
      'item 1 is out of order',
    ],
    [
      'response.output_text.delta',
      (event) => (event['item_id'] = 'msg_2'),
      'response.output_text.delta of another item',
    ],
    [
      'response.content_part.added',
      (event) => (event['content_index'] = 1),
      'part 1 is out of order',
    ],
    [
      'response.output_item.done',
      (event) => Object.assign(event['item'] ?? {}, { id: 'msg_2' }),
      'another item is done',
    ],
    [
      'response.completed',
      (event) => Object.assign(event['response'] ?? {}, { output: [] }),
      'the output is not what was done',
    ],
    [
      'response.completed',
      (event) => (event.type = 'response.cancelled'),
      'an unknown event: response.cancelled',
    ],
    [
      'response.output_text.delta',
      (event) => delete event['logprobs'],
      "response.output_text.delta:  must have required property 'logprobs'",
    ],
    [
      'response.function_call_arguments.done',
      (event) => delete event['name'],
      "response.function_call_arguments.done:  must have required property 'name'",
    ],
  ])('notice a change of %s', (type, change, fault) => {
    expect(faultsWhere(type, change)).toContain(fault);
  });

  it('allow nothing after the end, and nothing but the failure after an error', () => {
    const rules = createResponseRules();
    for (const event of written(turn)) rules.faultsOf(event);
    expect(rules.faultsOf({ type: 'keepalive', sequence_number: 14 })).toEqual([
      'keepalive follows the end',
    ]);
    const failing = createResponseRules(5);
    failing.faultsOf({ type: 'error', sequence_number: 6, code: null, message: 'm', param: null });
    expect(failing.faultsOf({ type: 'keepalive', sequence_number: 7 })).toEqual([
      'keepalive follows an error',
    ]);
  });

  it('let a resumed stream begin in the middle', () => {
    const rest = written(turn).slice(5);
    const rules = createResponseRules(4);

    expect(rest.flatMap((event) => rules.faultsOf(event))).toEqual([]);
    expect(rules.faultsAtEnd()).toEqual([]);
  });
});

describe("a response's stream over HTTP", () => {
  function faultsOf(body: string, query = ''): string[] {
    const faults: string[] = [];
    const headers = { 'content-type': 'text/event-stream' };
    const url = `http://gateway/v1/responses${query}`;
    const check = checkOf('POST', url, new Response(null, { headers }), (fault) =>
      faults.push(fault.replace('POST /responses: ', '').split(/[\n{]/)[0] ?? ''),
    );
    check?.push(body);
    check?.end();
    return faults;
  }
  const sse = (events: readonly ResponseEvent[]): string => events.map(toSse).join('');

  it('passes, with comments before its first event', () => {
    expect(faultsOf(`: keepalive\n\n${sse(written(turn))}`)).toEqual([]);
  });

  it.each([
    ['a comment after the first event', `${sse(written(turn).slice(0, 1))}: keepalive\n\n`],
    ['an event is not its type and its data: data: [DONE]', 'data: [DONE]\n\n'],
    [
      'not a response.in_progress: ',
      sse(written(turn)).replace('response.created\n', 'response.in_progress\n'),
    ],
    ['the stream ends without a terminal event', sse(written(turn).slice(0, -1))],
  ])('is told that there is %s', (fault, body) => {
    expect(faultsOf(body)).toContain(fault);
  });
});
