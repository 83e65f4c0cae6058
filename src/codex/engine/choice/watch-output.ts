import type { AnswerListener } from '../turn.ts';

/** A listener that knows whether it has received any output. */
export interface WatchedListener extends AnswerListener {
  readonly hasOutput: boolean;
}

/** Passes everything on to a listener. */
export function watchOutput(listener: AnswerListener): WatchedListener {
  let hasOutput = false;
  return {
    get hasOutput() {
      return hasOutput;
    },
    get text() {
      return listener.text;
    },
    delta(text, logprobs) {
      hasOutput = true;
      listener.delta(text, logprobs);
    },
    reasoningDelta(text, summaryIndex) {
      hasOutput = true;
      listener.reasoningDelta(text, summaryIndex);
    },
    itemAdded(start) {
      hasOutput = true;
      listener.itemAdded(start);
    },
    itemDone(end) {
      hasOutput = true;
      listener.itemDone(end);
    },
    refusalDelta(text) {
      hasOutput = true;
      listener.refusalDelta(text);
    },
    callAdded(call) {
      hasOutput = true;
      listener.callAdded(call);
    },
    callDelta(id, text) {
      hasOutput = true;
      listener.callDelta(id, text);
    },
    toolCall(call, itemId) {
      hasOutput = true;
      listener.toolCall(call, itemId);
    },
    markUnmet: (field) => listener.markUnmet(field),
  };
}
