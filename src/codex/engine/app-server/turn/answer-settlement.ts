import type { CodexServeError } from '../../../../errors/errors.ts';
import type { AnswerEnd } from './answer-record.ts';

/** Whether and how an answer has ended. */
export class AnswerSettlement {
  /** Rejects with a `CodexServeError`. */
  readonly ended: Promise<AnswerEnd>;
  /** Whether it has ended. Each token asks; only read it elsewhere. */
  isOver = false;
  #failure: CodexServeError | null = null;
  #resolve!: (end: AnswerEnd) => void;
  #reject!: (error: Error) => void;

  constructor() {
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // The code that runs the turn may find out otherwise first, and then never look here.
    this.ended.catch(() => {});
  }

  /** It has ended well. */
  end(end: AnswerEnd): void {
    this.isOver = true;
    this.#resolve(end);
  }

  /** It cannot be used any more. The first failure counts, also one after its end. */
  fail(error: CodexServeError): void {
    this.#failure ??= error;
    this.isOver = true;
    this.#reject(this.#failure);
  }

  /** Throws what it has failed with so far. */
  throwIfFailed(): void {
    if (this.#failure !== null) throw this.#failure;
  }
}
