/** Puts a streamed answer together whose tokens are the times at which they were sent. */
export class StampedAnswer {
  readonly #delays: { readonly sentAt: bigint; readonly ms: number }[] = [];
  #last = 0n;
  #failure: string | null = null;

  /** Some tokens came, all of them whole, each behind a blank. */
  hear(text: string): void {
    const now = process.hrtime.bigint();
    for (const [stamp] of text.matchAll(/(?<= )\d{10,}/g)) {
      const sentAt = BigInt(stamp);
      if (sentAt <= this.#last) this.#failure ??= 'A token came out of order';
      this.#last = sentAt;
      this.#delays.push({ sentAt, ms: Number(now - sentAt) / 1e6 });
    }
  }

  /** So far. */
  get tokens(): number {
    return this.#delays.length;
  }

  /** How long each token that was sent between these times was under way, in milliseconds. */
  delaysBetween(from: bigint, to: bigint): number[] {
    return this.#delays.flatMap(({ sentAt, ms }) => (sentAt > from && sentAt < to ? [ms] : []));
  }

  /** What is wrong with an answer that was to have so many tokens; null for a whole one. */
  failure(expected: number): string | null {
    const isWhole = this.tokens === expected;
    return this.#failure ?? (isWhole ? null : `${this.tokens} of ${expected} tokens came`);
  }
}
