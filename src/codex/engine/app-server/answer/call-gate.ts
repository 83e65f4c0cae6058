import type { ToolCall } from '../../../completion/tools.ts';
import type { TurnListener } from '../../turn.ts';

/** Stands before a listener and lets tool calls through one at a time, or text only behind a call. */
export interface CallGate extends TurnListener {
  /** The calls that came, in order, whether they were let through or not. */
  readonly calls: readonly ToolCall[];
  /** Lets through what was held back of the text. */
  release(): void;
}

/** What a gate holds back. */
export interface GateRules {
  /** Text waits for a call: an answer in words only may have to be asked for again. */
  readonly holdsText: boolean;
  /** Only the first call is let through. */
  readonly holdsFurtherCalls: boolean;
}

/** A gate before a listener. */
export function callGate(listener: TurnListener, rules: GateRules): CallGate {
  const calls: ToolCall[] = [];
  const held: (() => void)[] = [];
  let isHolding = rules.holdsText;

  const release = (): void => {
    isHolding = false;
    for (const act of held.splice(0)) act();
  };

  const holdOrPass = (text: string): void => {
    if (isHolding) held.push(() => listener.delta(text));
    else listener.delta(text);
  };

  return {
    calls,
    release,
    // No token of an answer that nothing holds back passes through here.
    delta: rules.holdsText ? holdOrPass : listener.delta.bind(listener),
    reasoningDelta(text, index) {
      if (isHolding) held.push(() => listener.reasoningDelta(text, index));
      else listener.reasoningDelta(text, index);
    },
    itemAdded(start) {
      if (isHolding) held.push(() => listener.itemAdded(start));
      else listener.itemAdded(start);
    },
    itemDone(end) {
      if (isHolding) held.push(() => listener.itemDone(end));
      else listener.itemDone(end);
    },
    toolCall(call, itemId) {
      release();
      calls.push(call);
      if (calls.length === 1 || !rules.holdsFurtherCalls) listener.toolCall(call, itemId);
    },
  };
}
