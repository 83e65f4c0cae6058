import { UpstreamError } from '../../../../errors/errors.ts';
import { TextBuffer } from '../../../completion/delta-store.ts';

/**
 * Passes on only new text. When the connection breaks during an answer, Codex retries by itself,
 * and the answer starts again from its first token (measured on 0.169.0). After such a restart, the
 * guard drops the text that was passed on before, and then passes on the rest.
 */
export class RetryGuard {
  /** The text that was passed on. Callers that bypass `pass` must append their text here. */
  readonly passed = new TextBuffer();
  /** Whether the next text may be a repetition. Then it has to go through `pass`. */
  mayRepeat = false;
  /** How many characters of `passed` have been repeated. */
  #position = 0;
  #isRepeatCertain = true;

  /** The new part of a delta; null if it differs from the text passed on at this position. */
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

  /** The answer starts again. */
  restart(): void {
    this.#repeat(true);
  }

  /**
   * The answer either starts again or continues; only its text can tell. Text that repeats the
   * answer is held back. Once it differs, the answer has continued, and all of it is passed on.
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

/** The error for an answer whose second attempt differs from the text that was passed on. */
export function divergedError(): UpstreamError {
  return new UpstreamError(
    'answer_diverged',
    'The connection to the model broke, and its second answer differs from what was already sent.',
  );
}
