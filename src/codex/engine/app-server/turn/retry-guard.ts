import { UpstreamError } from '../../../../errors/errors.ts';
import { TextBuffer } from '../../../completion/delta-store.ts';

/**
 * Codex retries by itself when the connection breaks in mid-answer, and the answer then starts
 * again from its first token (measured on 0.169.0). The guard lets through only what is new: after
 * a restart, nothing while the text repeats what was passed on already, then the rest.
 */
export class RetryGuard {
  /** The text that was passed on. Where no repeat is possible, whoever passes more on adds it here. */
  readonly passed = new TextBuffer();
  /** Whether what comes may repeat what was passed on: it has to go through `pass`. */
  mayRepeat = false;
  /** How much of it has been repeated. */
  #position = 0;
  #isRepeatCertain = true;

  /** What of this delta is new; null when it differs from what was passed on at this place. */
  pass(delta: string): string | null {
    if (!this.mayRepeat) return this.#goOn(delta);
    const passed = this.passed.toString();
    const known = passed.slice(this.#position, this.#position + delta.length);
    if (!delta.startsWith(known)) {
      return this.#isRepeatCertain ? null : this.#goOn(passed.slice(0, this.#position) + delta);
    }
    this.#position += known.length;
    this.mayRepeat = this.#position < passed.length;
    return known.length === delta.length ? '' : this.#goOn(delta.slice(known.length));
  }

  /** Says that the answer starts again. */
  restart(): void {
    this.#repeat(true);
  }

  /**
   * Says that what comes is either the answer again or more of it, which only its text can tell:
   * while it repeats it is held back, and where it differs it was more.
   */
  restartOrGoOn(): void {
    if (!this.mayRepeat) this.#repeat(false);
  }

  #repeat(isCertain: boolean): void {
    this.#position = 0;
    this.#isRepeatCertain = isCertain;
    this.mayRepeat = this.passed.length > 0;
  }

  #goOn(text: string): string {
    this.passed.add(text);
    this.mayRepeat = false;
    return text;
  }
}

/** The error for an answer whose beginning was passed on, and whose second attempt differs from it. */
export function divergedError(): UpstreamError {
  return new UpstreamError(
    'answer_diverged',
    'The connection to the model broke, and its second answer differs from what was already sent.',
  );
}
