import { describe, expect, it } from 'vitest';
import type { OutputItem } from '../../src/codex/completion/item.ts';
import type { TurnEventBody } from '../../src/conversations/running/running-turn.ts';
import {
  added,
  done,
  ended,
  greeting,
  hi,
  message,
  noCall,
  noMessage,
  started,
  text,
  usage,
} from './turn-events.ts';
import { body, unnumbered, written } from './written.ts';

const at = { item_id: 'msg_1', output_index: 0, content_index: 0 };

describe('the events of a response', () => {
  it('of one message are those of OpenAI, in its order', () => {
    const events = written([started, added(noMessage), text('H'), text('i.'), ended(hi), done]);

    expect(events.map(({ sequence_number: sequence }) => sequence)).toEqual(
      events.map((_, index) => index),
    );
    const item = { id: 'msg_1', type: 'message', role: 'assistant' };
    const part = { type: 'output_text', annotations: [], logprobs: [] };
    const whole = { ...item, status: 'completed', content: [{ ...part, text: 'Hi.' }] };
    expect(events).toEqual([
      {
        type: 'response.created',
        sequence_number: 0,
        response: expect.objectContaining({ status: 'in_progress', output: [], usage: null }),
      },
      {
        type: 'response.in_progress',
        sequence_number: 1,
        response: expect.objectContaining({ status: 'in_progress', output: [], usage: null }),
      },
      {
        type: 'response.output_item.added',
        sequence_number: 2,
        output_index: 0,
        item: { ...item, status: 'in_progress', content: [] },
      },
      {
        type: 'response.content_part.added',
        sequence_number: 3,
        ...at,
        part: { ...part, text: '' },
      },
      { type: 'response.output_text.delta', sequence_number: 4, ...at, delta: 'H', logprobs: [] },
      { type: 'response.output_text.delta', sequence_number: 5, ...at, delta: 'i.', logprobs: [] },
      { type: 'response.output_text.done', sequence_number: 6, ...at, text: 'Hi.', logprobs: [] },
      {
        type: 'response.content_part.done',
        sequence_number: 7,
        ...at,
        part: { ...part, text: 'Hi.' },
      },
      { type: 'response.output_item.done', sequence_number: 8, output_index: 0, item: whole },
      {
        type: 'response.completed',
        sequence_number: 9,
        response: expect.objectContaining({
          status: 'completed',
          output: [whole],
          usage: {
            input_tokens: 20,
            input_tokens_details: { cached_tokens: 8, cache_write_tokens: 4 },
            output_tokens: 10,
            output_tokens_details: { reasoning_tokens: 6 },
            total_tokens: 30,
          },
        }),
      },
    ]);
  });

  it('of a turn that waits say so first', () => {
    const events = written([{ type: 'queued' }, { type: 'keepalive' }, started, ...greeting, done]);

    const queued = { response: { status: 'queued' } };
    expect(events.slice(0, 4)).toMatchObject([
      { type: 'response.created', ...queued },
      { type: 'response.queued', ...queued },
      { type: 'keepalive' },
      { type: 'response.in_progress', response: { status: 'in_progress' } },
    ]);
    expect(events[2]).toEqual({ type: 'keepalive', sequence_number: 2 });
  });

  it('of citations come between the last delta and the whole text', () => {
    const annotation = {
      type: 'url_citation',
      url: 'https://a.test/',
      title: 'A',
      start_index: 0,
      end_index: 2,
    };
    const cited = message([{ type: 'text', text: 'Hi.', annotations: [annotation] }]);
    const events = written([started, added(noMessage), text('Hi.'), ended(cited), done]);

    expect(body(events).map(({ type }) => type)).toEqual([
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.annotation.added',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
    expect(events[5]).toEqual({
      type: 'response.output_text.annotation.added',
      sequence_number: 5,
      ...at,
      annotation_index: 0,
      annotation,
    });
  });

  it('of tokens hold their probabilities, once more where the text is whole', () => {
    const token = { token: 'Hi', logprob: -0.1, bytes: [72, 105] };
    const shown = { ...token, top_logprobs: [token] };
    const events = written([
      started,
      added(noMessage),
      { type: 'text-delta', index: 0, text: 'Hi', logprobs: [{ ...token, top: [token] }] },
      text('.'),
      ended(hi),
      done,
    ]);

    const held = { text: 'Hi.', logprobs: [shown] };
    expect(events[4]).toMatchObject({ delta: 'Hi', logprobs: [shown] });
    expect(events[5]).toMatchObject({ delta: '.', logprobs: [] });
    expect(events[6]).toMatchObject({ type: 'response.output_text.done', ...held });
    expect(events[7]).toMatchObject({ type: 'response.content_part.done', part: held });
    expect(events[8]).toMatchObject({ item: { content: [held] } });
    expect(events[9]).toMatchObject({ response: { output: [{ content: [held] }] } });
  });

  it('of a refusal are its own, and the response is completed', () => {
    const no = message([{ type: 'refusal', refusal: 'No, I' }]);
    const refusal = (delta: string): TurnEventBody => ({
      type: 'refusal-delta',
      index: 0,
      text: delta,
    });
    const events = written([
      started,
      added(noMessage),
      refusal('No,'),
      refusal(' I'),
      ended(no),
      { type: 'done', finishReason: 'content_filter', usage },
    ]);

    expect(body(events).slice(1, -2)).toEqual([
      {
        type: 'response.content_part.added',
        sequence_number: 3,
        ...at,
        part: { type: 'refusal', refusal: '' },
      },
      { type: 'response.refusal.delta', sequence_number: 4, ...at, delta: 'No,' },
      { type: 'response.refusal.delta', sequence_number: 5, ...at, delta: ' I' },
      { type: 'response.refusal.done', sequence_number: 6, ...at, refusal: 'No, I' },
      {
        type: 'response.content_part.done',
        sequence_number: 7,
        ...at,
        part: { type: 'refusal', refusal: 'No, I' },
      },
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'response.completed' });
  });

  it('of a refusal that comes whole have a delta too, also after text', () => {
    const parts = [
      { type: 'text', text: 'Hm', annotations: [] },
      { type: 'refusal', refusal: 'No.' },
    ] as const;
    const events = written([
      started,
      added(noMessage),
      text('Hm'),
      ended(message(parts)),
      { type: 'done', finishReason: 'content_filter', usage },
    ]);

    expect(events).toContainEqual({
      type: 'response.refusal.delta',
      sequence_number: 6,
      ...at,
      content_index: 1,
      delta: 'No.',
    });
    expect(events.at(-1)).toMatchObject({
      response: {
        output: [
          {
            content: [
              { type: 'output_text', text: 'Hm' },
              { type: 'refusal', refusal: 'No.' },
            ],
          },
        ],
      },
    });
  });

  it('of a message that says nothing are still those of an item', () => {
    expect(
      body(written([started, added(noMessage), ended(message([])), done])).map(({ type }) => type),
    ).toEqual(['response.output_item.added', 'response.output_item.done', 'response.completed']);
  });

  it('of two texts in one message are those of one part', () => {
    const parts = ['One. ', 'Two.'].map((each) => ({
      type: 'text' as const,
      text: each,
      annotations: [],
    }));
    const events = written([
      started,
      added(noMessage),
      text('One. Tw'),
      text('o.'),
      ended(message(parts)),
      done,
    ]);

    expect(events).toContainEqual(
      expect.objectContaining({ type: 'response.output_text.done', text: 'One. Two.' }),
    );
  });

  it('of reasoning are those of its paragraphs, each begun and ended', () => {
    const reasoning = { type: 'reasoning', id: 'rs_1', summary: [] } as const;
    const paragraph = (summaryIndex: number, delta: string): TurnEventBody => ({
      type: 'summary-delta',
      index: 0,
      summaryIndex,
      text: delta,
    });
    const events = written([
      started,
      added({ ...reasoning, status: 'in_progress', encryptedContent: null }),
      paragraph(0, '**One'),
      paragraph(0, '**'),
      paragraph(1, 'Two'),
      ended({
        ...reasoning,
        status: 'completed',
        summary: ['**One**', 'Two'],
        encryptedContent: 'gAAA',
      }),
      done,
    ]);

    const place = { item_id: 'rs_1', output_index: 0 };
    const part = (summary: string) => ({ type: 'summary_text', text: summary });
    const first = { ...place, summary_index: 0 };
    const second = { ...place, summary_index: 1 };
    expect(body(events).map(unnumbered)).toEqual([
      {
        type: 'response.output_item.added',
        output_index: 0,
        item: { id: 'rs_1', type: 'reasoning', summary: [] },
      },
      { type: 'response.reasoning_summary_part.added', ...first, part: part('') },
      { type: 'response.reasoning_summary_text.delta', ...first, delta: '**One' },
      { type: 'response.reasoning_summary_text.delta', ...first, delta: '**' },
      { type: 'response.reasoning_summary_text.done', ...first, text: '**One**' },
      { type: 'response.reasoning_summary_part.done', ...first, part: part('**One**') },
      { type: 'response.reasoning_summary_part.added', ...second, part: part('') },
      { type: 'response.reasoning_summary_text.delta', ...second, delta: 'Two' },
      { type: 'response.reasoning_summary_text.done', ...second, text: 'Two' },
      { type: 'response.reasoning_summary_part.done', ...second, part: part('Two') },
      {
        type: 'response.output_item.done',
        output_index: 0,
        item: {
          id: 'rs_1',
          type: 'reasoning',
          encrypted_content: 'gAAA',
          summary: [part('**One**'), part('Two')],
        },
      },
      expect.objectContaining({ type: 'response.completed' }),
    ]);
  });

  it.each([
    ['whole', [] as string[], '{"zone":"UTC"}', ['{"zone":"UTC"}']],
    ['in pieces', ['{"zone"', ':"UTC"}'], '{"zone":"UTC"}', ['{"zone"', ':"UTC"}']],
    ['without arguments', [], '', ['{}']],
  ])('of a call that comes %s have a delta, and its name', (_how, pieces, input, deltas) => {
    const call = { ...noCall, namespace: 'clock' };
    const events = written([
      started,
      added({ type: 'call', id: 'fc_1', status: 'in_progress', call }),
      ...pieces.map((piece) => ({ type: 'call-delta', index: 0, text: piece }) as const),
      { type: 'call-input', index: 0, call: { ...call, input } },
      ended({ type: 'call', id: 'fc_1', status: 'completed', call: { ...call, input } }),
      { type: 'done', finishReason: 'tool_calls', usage },
    ]);

    const place = { item_id: 'fc_1', output_index: 0 };
    const item = { id: 'fc_1', type: 'function_call', call_id: 'call_1', name: 'now' };
    const named = { ...item, namespace: 'clock' };
    const whole = { ...named, status: 'completed', arguments: deltas.join('') };
    expect(body(events).map(unnumbered)).toEqual([
      {
        type: 'response.output_item.added',
        output_index: 0,
        item: { ...named, status: 'in_progress', arguments: '' },
      },
      ...deltas.map((delta) => ({
        type: 'response.function_call_arguments.delta',
        ...place,
        delta,
      })),
      {
        type: 'response.function_call_arguments.done',
        ...place,
        name: 'now',
        arguments: deltas.join(''),
      },
      { type: 'response.output_item.done', output_index: 0, item: whole },
      {
        type: 'response.completed',
        response: expect.objectContaining({ status: 'completed', output: [whole] }),
      },
    ]);
  });

  it('of a custom call are of its input', () => {
    const call = { type: 'custom', id: 'call_1', name: 'sh', input: '' } as const;
    const whole = { ...call, input: 'ls' };
    const events = written([
      started,
      added({ type: 'call', id: 'ctc_1', status: 'in_progress', call }),
      { type: 'call-input', index: 0, call: whole },
      ended({ type: 'call', id: 'ctc_1', status: 'completed', call: whole }),
      { type: 'done', finishReason: 'tool_calls', usage },
    ]);

    const place = { item_id: 'ctc_1', output_index: 0 };
    expect(body(events).slice(1, 3)).toEqual([
      {
        type: 'response.custom_tool_call_input.delta',
        sequence_number: 3,
        ...place,
        delta: 'ls',
      },
      {
        type: 'response.custom_tool_call_input.done',
        sequence_number: 4,
        ...place,
        input: 'ls',
      },
    ]);
  });

  it('of calls side by side name their own items', () => {
    const call = (id: string): OutputItem => ({
      type: 'call',
      id: `fc_${id}`,
      status: 'in_progress',
      call: { ...noCall, id },
    });
    const input = (id: string) => ({ ...noCall, id, input: `"${id}"` });
    const whole = (id: string): OutputItem => ({
      type: 'call',
      id: `fc_${id}`,
      status: 'completed',
      call: input(id),
    });
    const events = written([
      started,
      added(call('a')),
      added(call('b'), 1),
      { type: 'call-delta', index: 1, text: '"b"' },
      { type: 'call-delta', index: 0, text: '"a"' },
      { type: 'call-input', index: 1, call: input('b') },
      ended(whole('b'), 1),
      { type: 'call-input', index: 0, call: input('a') },
      ended(whole('a')),
      { type: 'done', finishReason: 'tool_calls', usage },
    ]);

    expect(events.at(-1)).toMatchObject({ response: { output: [{ id: 'fc_a' }, { id: 'fc_b' }] } });
  });
});
