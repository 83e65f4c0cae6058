import type { CodexServeError } from '../../../../errors/errors.ts';
import type { AnswerEnd } from './answer-record.ts';

/** Whether and how an answer has ended. */
export class AnswerSettlement {
  /** Rejects with a `CodexServeError`. */
  readonly ended: Promise<AnswerEnd>;
  /** Whether it has ended. A plain field, because each token reads it. Read-only elsewhere. */
  isOver = false;
  #failure: CodexServeError | null = null;
  #resolve!: (end: AnswerEnd) => void;
  #reject!: (error: Error) => void;

  constructor() {
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // The code that runs the turn may fail first for another reason, and then never await this.
    this.ended.catch(() => {});
  }

  /** Ends the answer successfully. */
  end(end: AnswerEnd): void {
    this.isOver = true;
    this.#resolve(end);
  }

  /** Fails the answer. The first failure counts, even after the answer's end. */
  fail(error: CodexServeError): void {
    this.#failure ??= error;
    this.isOver = true;
    this.#reject(this.#failure);
  }

  /** Throws the error if the answer has failed. */
  throwIfFailed(): void {
    if (this.#failure !== null) throw this.#failure;
  }
}
