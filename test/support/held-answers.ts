import { setMaxListeners } from 'node:events';
import { whenAsked } from './when-asked.ts';
import type { StandIn } from '../../src/standin/index.ts';

/** What the model says when it is released. */
export const heldText = 'One two three four.';

/** Answers that stop after their first tokens. */
export interface HeldAnswers {
  /** Lets them come to their end. */
  release(): void;
}

/** Holds each answer to one of these texts, until it is released. Any other gets the normal answer. */
export function holdAnswers(standIn: StandIn, ...texts: readonly string[]): HeldAnswers {
  const released = new AbortController();
  // Each answer listens to it.
  setMaxListeners(0, released.signal);
  const behaviour = {
    kind: 'stall',
    afterTokens: 2,
    text: heldText,
    until: released.signal,
  } as const;
  const hooks = texts.map((text) => whenAsked(text, behaviour));
  standIn.behave((request) => hooks.map((hook) => hook(request)).find((each) => each));
  return { release: () => released.abort() };
}
