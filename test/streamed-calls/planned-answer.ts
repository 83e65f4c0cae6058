import * as fc from 'fast-check';
import type { ToolCall } from '../../src/codex/completion/tools.ts';
import type { AnswerListener } from '../../src/codex/engine/turn.ts';

/** Something that an engine reports. */
export type Step = (listener: AnswerListener) => void;

/** What an engine reports of one answer, in order, and the calls that it adds up to. */
export interface PlannedAnswer {
  readonly steps: readonly Step[];
  /** In the order in which they begin. */
  readonly calls: readonly ToolCall[];
  readonly text: string;
}

/** A call with how it is delivered: whole, or in these pieces. */
interface PlannedCall {
  readonly call: ToolCall;
  readonly pieces: readonly string[] | null;
}

const text = fc.string({ maxLength: 30, unit: 'grapheme' });
const json = fc.json({ maxDepth: 2 });

/** A text cut at any places, also within a character. */
function cut(whole: string, places: readonly number[]): string[] {
  const ends = [...new Set(places.map((place) => place % (whole.length + 1)))].toSorted(
    (one, other) => one - other,
  );
  return [...ends, whole.length].map((end, index) => whole.slice(ends[index - 1] ?? 0, end));
}

const plannedCall = fc
  .record({
    type: fc.constantFrom('function' as const, 'custom' as const),
    name: fc.constantFrom('add', 'get_weather', 'run'),
    input: fc.oneof(json, text, fc.constant(' \n')),
    places: fc.option(fc.array(fc.nat(), { maxLength: 6 })),
    /** How many of the pieces come, before the whole input. */
    given: fc.nat({ max: 7 }),
  })
  .map(({ type, name, input, places, given }): PlannedCall => {
    const pieces = places === null ? null : cut(input, places).slice(0, given);
    return { call: { type, id: '', name, input }, pieces };
  });

function stepsOf({ call, pieces }: PlannedCall): Step[] {
  const { input: _, ...start } = call;
  return [
    ...(pieces === null ? [] : [(to: AnswerListener): void => to.callAdded(start)]),
    ...(pieces ?? []).map((piece) => (to: AnswerListener) => to.callDelta(call.id, piece)),
    (to) => to.toolCall(call),
  ];
}

/** Runs one call after the other, or all of them side by side in the order of `turns`. */
function interleaved(calls: readonly PlannedCall[], turns: readonly number[]): PlannedAnswer {
  const left = calls.map((each) => ({ each, steps: stepsOf(each) }));
  const begun: ToolCall[] = [];
  const steps: Step[] = [];
  for (let turn = 0; ; turn += 1) {
    const open = left.filter((one) => one.steps.length > 0);
    const next = open[(turns[turn] ?? 0) % Math.max(open.length, 1)];
    const step = next?.steps.shift();
    if (next === undefined || step === undefined) break;
    if (!begun.includes(next.each.call)) begun.push(next.each.call);
    steps.push(step);
  }
  return { steps, calls: begun, text: '' };
}

/** Any answer with text and calls, which come in any pieces, one after the other or side by side. */
export const plannedAnswer: fc.Arbitrary<PlannedAnswer> = fc
  .record({
    said: fc.array(text, { maxLength: 3 }),
    calls: fc.array(plannedCall, { minLength: 1, maxLength: 4 }),
    turns: fc.oneof(fc.constant([]), fc.array(fc.nat({ max: 3 }), { maxLength: 40 })),
  })
  .map(({ said, calls, turns }) => {
    const numbered = calls.map(({ call, pieces }, index) => {
      return { pieces, call: { ...call, id: `call_${index}` } };
    });
    const planned = interleaved(numbered, turns);
    const spoken = said.map(
      (piece): Step =>
        (to) =>
          to.delta(piece),
    );
    return { ...planned, steps: [...spoken, ...planned.steps], text: said.join('') };
  });
