import { clockMs, timesIn } from '../time-token.ts';

/** Puts a streamed answer together whose tokens are the times at which they were sent. */
export class StampedAnswer {
  readonly #sentAt: number[] = [];
  readonly #delays: number[] = [];
  #failure: string | null = null;

  /** Some tokens came, all of them whole. */
  hear(text: string): void {
    const now = clockMs();
    for (const sentAt of timesIn(text, now)) {
      if (sentAt <= (this.#sentAt.at(-1) ?? 0)) this.#failure ??= 'A token came out of order';
      this.#sentAt.push(sentAt);
      this.#delays.push(now - sentAt);
    }
  }

  /** So far. */
  get tokens(): number {
    return this.#sentAt.length;
  }

  /** How long each token that was sent between these times was under way, in milliseconds. */
  delaysBetween(from: number, to: number): number[] {
    return this.#delays.filter((_, index) => {
      const sentAt = this.#sentAt[index] ?? 0;
      return sentAt > from && sentAt < to;
    });
  }

  /** What is wrong with an answer that was to have so many tokens; null for a whole one. */
  failure(expected: number): string | null {
    const isWhole = this.tokens === expected;
    return this.#failure ?? (isWhole ? null : `${this.tokens} of ${expected} tokens came`);
  }
}
