import type { TokenLogprob } from '../completion/token-logprobs.ts';

/** The probabilities of text that is held back, until that text is passed on. */
export class LogprobQueue {
  readonly #held: { readonly token: TokenLogprob; readonly length: number }[] = [];
  #ready: TokenLogprob[] = [];
  /** Characters passed on since the last whole token. */
  #passed = 0;

  /** The tokens of a text that is held back. A token may hold a part of a character. */
  add(text: string, tokens: readonly TokenLogprob[]): void {
    let rest = text.length;
    for (const [index, token] of tokens.entries()) {
      const isLast = index === tokens.length - 1;
      const length = isLast ? rest : Math.min(token.token.length, rest);
      rest -= length;
      this.#held.push({ token, length });
    }
  }

  /** So many more characters are passed on. */
  pass(length: number): void {
    if (this.#held.length === 0) return;
    this.#passed += length;
    for (;;) {
      const first = this.#held[0];
      if (first === undefined || first.length > this.#passed) return;
      this.#passed -= first.length;
      this.#ready.push(first.token);
      this.#held.shift();
    }
  }

  /** The tokens of the text that was passed on since the last call; undefined for none. */
  take(): readonly TokenLogprob[] | undefined {
    if (this.#ready.length === 0) return undefined;
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }
}
