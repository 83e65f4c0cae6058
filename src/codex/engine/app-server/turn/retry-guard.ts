import { UpstreamError } from '../../../../errors/errors.ts';
import { TextSoFar } from '../../../streams/text-so-far.ts';

/**
 * Codex retries by itself when the connection breaks in mid-answer, and the answer then starts
 * again from its first token (measured on 0.169.0). The guard lets through only what is new: after
 * a restart, nothing while the text repeats what was passed on already, then the rest.
 */
export interface RetryGuard {
  /** What of this delta is new; null when it differs from what was passed on at this place. */
  pass(delta: string): string | null;
  /** Says that the answer starts again. */
  restart(): void;
  /**
   * Says that what comes is either the answer again or more of it, which only its text can tell:
   * while it repeats it is held back, and where it differs it was more.
   */
  restartOrGoOn(): void;
}

/** A guard for one turn's text. */
export function retryGuard(): RetryGuard {
  const passed = new TextSoFar();
  let position = 0;
  let isRepeatCertain = true;

  const goOn = (text: string): string => {
    passed.add(text);
    position = passed.length;
    return text;
  };

  return {
    pass(delta) {
      if (position === passed.length) return goOn(delta);
      const known = passed.toString().slice(position, position + delta.length);
      if (delta.startsWith(known)) {
        position += known.length;
        return known.length === delta.length ? '' : goOn(delta.slice(known.length));
      }
      return isRepeatCertain ? null : goOn(passed.toString().slice(0, position) + delta);
    },
    restart() {
      position = 0;
      isRepeatCertain = true;
    },
    restartOrGoOn() {
      if (position < passed.length) return;
      position = 0;
      isRepeatCertain = false;
    },
  };
}

/** The error for an answer whose beginning was passed on, and whose second attempt differs from it. */
export function divergedError(): UpstreamError {
  return new UpstreamError(
    'answer_diverged',
    'The connection to the model broke, and its second answer differs from what was already sent.',
  );
}
