import { settleWithin } from '../../../../util/settle-within.ts';

/** Where tasks wait for something that comes to all of them at once. */
export class WaitingRoom<T> {
  readonly #waiting = new Set<{ resolve(value: T): void; reject(error: Error): void }>();

  /**
   * Waits for the next `admit`. Rejects with what `refuse` is given.
   *
   * @param ms The longest wait, in milliseconds.
   * @param late Makes what it rejects with after that.
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

  /** Gives a value to all who wait. */
  admit(value: T): void {
    for (const waiter of this.#waiting) waiter.resolve(value);
  }

  /** Sends all away who wait. */
  refuse(error: Error): void {
    for (const waiter of this.#waiting) waiter.reject(error);
  }
}
