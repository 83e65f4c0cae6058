import type { CallSoFar } from '../../src/codex/completion/completion.ts';
import type { CompletionEvent } from '../../src/codex/completion/events.ts';
import type { ToolCall } from '../../src/codex/completion/tools.ts';

/** The calls as a reader of events puts them together, each at its index. */
export type Accumulated = readonly CallSoFar[];

/** What a reader knows after more events. Throws where they contradict each other. */
export function accumulate(
  events: readonly CompletionEvent[],
  known: Accumulated = [],
): Accumulated {
  const calls = [...known];
  for (const event of events) {
    if (event.type === 'call-added') {
      if (calls[event.index] !== undefined) throw new Error('a call began twice');
      calls[event.index] = { call: { ...event.call, input: '' }, isWhole: false };
    }
    if (event.type === 'call-delta') {
      const { call, isWhole } = calls[event.index] ?? { call: null, isWhole: true };
      if (call === null || isWhole) throw new Error('a piece of no open call');
      calls[event.index] = { call: { ...call, input: call.input + event.text }, isWhole };
    }
    if (event.type === 'tool-call') {
      const before = calls[event.index];
      if (before !== undefined && before.call.input !== event.call.input) {
        throw new Error('the pieces do not make up the whole');
      }
      calls[event.index] = { call: event.call, isWhole: true };
    }
  }
  return calls;
}

/** Calls that are all whole. */
export function whole(calls: readonly ToolCall[]): Accumulated {
  return calls.map((call) => ({ call, isWhole: true }));
}
