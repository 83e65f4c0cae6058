import type { AnswerListener } from '../../src/codex/engine/turn.ts';

/** A listener that ignores all it hears. */
export const silentListener: AnswerListener = {
  text: '',
  delta() {},
  reasoningDelta() {},
  itemAdded() {},
  itemDone() {},
  refusalDelta() {},
  callAdded() {},
  callDelta() {},
  toolCall() {},
  markUnmet() {},
};
