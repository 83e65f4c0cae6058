import { settleWithin } from '../../../../util/settle-within.ts';

/** Tasks that wait for the same value. */
export class WaitingRoom<T> {
  readonly #waiting = new Set<{ resolve(value: T): void; reject(error: Error): void }>();

  /**
   * Waits for the next `admit`. Rejects with the error of the next `refuse`.
   *
   * @param ms The longest wait, in milliseconds.
   * @param late Creates the error for a longer wait.
   */
  async wait(ms: number, late: () => Error): Promise<T> {
    let leave = (): void => {};
    const admitted = new Promise<T>((resolve, reject) => {
      const waiter = { resolve, reject };
      this.#waiting.add(waiter);
      leave = () => this.#waiting.delete(waiter);
    });
    return await settleWithin(admitted, ms, late).finally(leave);
  }

  /** Resolves all waits with a value. */
  admit(value: T): void {
    for (const waiter of this.#waiting) waiter.resolve(value);
  }

  /** Rejects all waits. */
  refuse(error: Error): void {
    for (const waiter of this.#waiting) waiter.reject(error);
  }
}
