import type { ToolCall } from '../../../completion/tools.ts';
import type { TurnListener } from '../../turn.ts';

/** Passes an answer on to a listener, and holds back what the client must not get yet. */
export interface ToolCallBuffer extends TurnListener {
  /** All calls of the answer, in order, including those that are held back. */
  readonly calls: readonly ToolCall[];
  /** Whether the service has run a tool of its own for the answer. */
  readonly hasHostedCall: boolean;
  /** Passes on the text that is held back. */
  release(): void;
}

/** What is held back. */
export interface BufferRules {
  /** Whether text waits for a call, because an answer without a call may have to be retried. */
  readonly holdsText: boolean;
  /** Whether only the first call is passed on. */
  readonly holdsFurtherCalls: boolean;
}

/** A buffer in front of a listener. */
export function createToolCallBuffer(listener: TurnListener, rules: BufferRules): ToolCallBuffer {
  const calls: ToolCall[] = [];
  const held: (() => void)[] = [];
  let isHolding = rules.holdsText;
  let hasHostedCall = false;

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
    get hasHostedCall() {
      return hasHostedCall;
    },
    release,
    // If no text is held back, tokens bypass this buffer.
    delta: rules.holdsText ? holdOrPass : listener.delta.bind(listener),
    reasoningDelta(text, index) {
      if (isHolding) held.push(() => listener.reasoningDelta(text, index));
      else listener.reasoningDelta(text, index);
    },
    itemAdded(start) {
      if (start.type === 'hosted') {
        hasHostedCall = true;
        release();
      }
      if (isHolding) held.push(() => listener.itemAdded(start));
      else listener.itemAdded(start);
    },
    itemDone(end) {
      if (isHolding) held.push(() => listener.itemDone(end));
      else listener.itemDone(end);
    },
    refusalDelta(text) {
      if (isHolding) held.push(() => listener.refusalDelta(text));
      else listener.refusalDelta(text);
    },
    // `toolCall` brings the whole call, and only then it is known whether the call is passed on.
    callAdded() {},
    callDelta() {},
    toolCall(call, itemId) {
      release();
      calls.push(call);
      if (calls.length === 1 || !rules.holdsFurtherCalls) listener.toolCall(call, itemId);
    },
  };
}
