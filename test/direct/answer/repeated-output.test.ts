import {
  array,
  assert,
  constant,
  constantFrom,
  double,
  oneof,
  property,
  record,
  type Arbitrary,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemEnd, ItemStart } from '../../../src/codex/completion/item.ts';
import type { CallStart, ToolCall } from '../../../src/codex/completion/tools.ts';
import { AnswerOutput } from '../../../src/codex/engine/direct/answer/answer-output.ts';
import { ResponseReader } from '../../../src/codex/engine/direct/answer/response-reader.ts';
import type { TurnListener } from '../../../src/codex/engine/turn.ts';
import type { ResponseEvent } from '../../../src/codex/engine/direct/transport/transport.ts';
import { outputEvents } from '../../../src/standin/events.ts';
import { outputItem } from '../../../src/standin/items.ts';
import type { PlannedItem } from '../../../src/standin/plan.ts';
import { objectOf, type JsonObject } from '../../../src/standin/wire/json.ts';

/** What a client would have of an answer. */
class Heard implements TurnListener {
  text = '';
  reasoning = '';
  refusal = '';
  readonly calls: ToolCall[] = [];
  readonly inputs = new Map<string, string>();
  readonly open: string[] = [];
  /** What a listener must never hear. */
  readonly faults: string[] = [];
  readonly items: string[] = [];

  delta(text: string): void {
    this.text += text;
  }
  reasoningDelta(text: string): void {
    this.reasoning += text;
  }
  refusalDelta(text: string): void {
    this.refusal += text;
  }
  callAdded({ id }: CallStart): void {
    if (this.inputs.has(id)) this.faults.push(`${id} twice`);
    this.inputs.set(id, '');
  }
  callDelta(id: string, text: string): void {
    this.inputs.set(id, `${this.inputs.get(id)}${text}`);
  }
  toolCall(call: ToolCall): void {
    const pieces = this.inputs.get(call.id);
    if (pieces !== undefined && !call.input.startsWith(pieces))
      this.faults.push(`${call.id} other`);
    this.calls.push(call);
  }
  itemAdded({ type }: ItemStart): void {
    if (this.open.includes(type)) this.faults.push(`${type} begins twice`);
    this.open.push(type);
    this.items.push(type);
  }
  itemDone({ type }: ItemEnd): void {
    if (!this.open.includes(type)) this.faults.push(`${type} ends without a beginning`);
    this.open.splice(this.open.indexOf(type), 1);
  }
}

const words = array(constantFrom('a', ' tea', ' pot', ' sings', 'é', '😀', '\n', '"'), {
  maxLength: 12,
}).map((pieces) => pieces.join(''));

const plannedItem: Arbitrary<PlannedItem> = oneof(
  record({
    kind: constant('reasoning' as const),
    summary: array(words, { maxLength: 3 }),
    tokens: constant(1),
    encrypted: constant('gAAAA'),
  }),
  record({ kind: constant('message' as const), text: words }),
  record({
    kind: constantFrom('function_call' as const, 'custom_tool_call' as const),
    name: constantFrom('look_up', 'buy'),
    input: words,
  }),
  record({
    kind: constant('web_search_call' as const),
    members: constant({ action: { type: 'search', query: 'tea' } }),
  }),
);

function eventsOf(plan: readonly PlannedItem[], deltaTokens?: number): JsonObject[] {
  const items = plan.map((item) => outputItem(item));
  return [...outputEvents(items, deltaTokens)].map(({ event }) => event);
}

const completed = { type: 'response.completed', response: { id: 'resp_1', output: [] } };

function read(output: AnswerOutput, events: readonly JsonObject[]): ResponseReader {
  const reader = new ResponseReader(output);
  for (const event of events) reader.read(typed(event));
  return reader;
}

function typed(event: JsonObject): ResponseEvent {
  const { type } = event;
  if (typeof type !== 'string') throw new Error('an event without a type');
  return { ...event, type };
}

/** The events of each item in their order, with those of the other items between them. */
function sideBySide(events: readonly JsonObject[]): JsonObject[] {
  const first = events.filter(({ output_index }) => output_index === 0);
  const second = events.filter(({ output_index }) => output_index === 1);
  const count = Math.max(first.length, second.length);
  const pairs = Array.from({ length: count }, (_, at) => [first[at], second[at]]);
  return pairs.flat().filter((event) => event !== undefined);
}

function expectWhole(heard: Heard, plan: readonly PlannedItem[]): void {
  const said = plan.map((item) => (item.kind === 'message' ? item.text : '')).join('');
  expect(heard.text).toBe(said);
  const calls = plan.flatMap((item) => ('input' in item ? [item] : []));
  expect(heard.calls.map(({ name, input }) => ({ name, input }))).toEqual(
    calls.map(({ name, input }) => ({ name, input })),
  );
  expect(new Set(heard.calls.map(({ id }) => id)).size).toBe(calls.length);
  expect(heard.open).toEqual([]);
  expect(heard.faults).toEqual([]);
}

describe('an answer that is cut after any event and starts again', () => {
  it('is passed on whole, once and in order, however often it is cut', () => {
    assert(
      property(
        array(plannedItem, { minLength: 1, maxLength: 5 }),
        array(double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
        constantFrom(undefined, 0, 1, 3),
        (plan, cuts, deltaTokens) => {
          const heard = new Heard();
          const output = new AnswerOutput(heard, () => {});
          for (const cut of cuts) {
            const events = eventsOf(plan, deltaTokens);
            read(output, events.slice(0, Math.floor(cut * (events.length + 1))));
            output.restart();
          }
          const reader = read(output, [...eventsOf(plan, deltaTokens), completed]);

          expectWhole(heard, plan);
          expect(reader.items).toHaveLength(plan.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('fails as diverged once its text or a call differs from what was passed on', () => {
    const message = (text: string): PlannedItem => ({ kind: 'message', text });
    const call = (input: string, name = 'buy'): PlannedItem => ({
      kind: 'function_call',
      name,
      input,
    });
    const custom: PlannedItem = { kind: 'custom_tool_call', name: 'buy', input: 'tea' };
    for (const [first, second] of [
      [message('tea pot sings'), message('tea cup sings')],
      [call('{"a": 1}'), call('{"a": 2}')],
      [call('{}'), call('{}', 'sell')],
      [call('tea'), custom],
    ] as const) {
      const heard = new Heard();
      const output = new AnswerOutput(heard, () => {});
      read(output, eventsOf([first]));
      output.restart();
      expect(() => read(output, eventsOf([second]))).toThrow(
        expect.objectContaining({ code: 'answer_diverged' }),
      );
    }
  });
});

describe('a response', () => {
  it('may bring its calls side by side, and may be cut meanwhile', () => {
    const plan: PlannedItem[] = ['{"a":"tea pot"}', '{"b":"sings"}'].map((input) => {
      return { kind: 'function_call', name: 'buy', input };
    });
    for (let cut = 0; cut < 20; cut += 1) {
      const heard = new Heard();
      const output = new AnswerOutput(heard, () => {});
      read(output, sideBySide(eventsOf(plan)).slice(0, cut));
      output.restart();
      read(output, [...sideBySide(eventsOf(plan)), completed]);

      const inputs = ['{"a":"tea pot"}', '{"b":"sings"}'];
      expect(output.calls.whole.map(({ input }) => input)).toEqual(inputs);
      expect(heard.calls.map(({ input }) => input).toSorted()).toEqual(inputs);
      expect(heard.faults).toEqual([]);
    }
  });

  it.each([0, 3])('leaves a call open that is incomplete at its end (%i deltas)', (deltaTokens) => {
    const heard = new Heard();
    const output = new AnswerOutput(heard, () => {});
    const events = eventsOf(
      [{ kind: 'function_call', name: 'buy', input: '{"a":"tea pot' }],
      deltaTokens,
    );
    const last = events.at(-1) ?? {};
    const item = { ...objectOf(last['item']), status: 'incomplete' };
    read(output, [...events.slice(0, -1), { ...last, item }]);

    expect(heard.calls).toEqual([]);
    expect([...heard.inputs.values()]).toEqual(['{"a":"tea pot']);
    expect(output.calls.whole).toEqual([]);
  });

  it('may bring its items at its end alone', () => {
    const heard = new Heard();
    const output = new AnswerOutput(heard, () => {});
    const plan: PlannedItem[] = [{ kind: 'message', text: 'All at once.' }];
    const response = { id: 'resp_1', output: plan.map((item) => outputItem(item).done) };
    read(output, [{ type: 'response.completed', response }]);
    expect(heard).toMatchObject({ text: 'All at once.', open: [], faults: [] });
  });
});
