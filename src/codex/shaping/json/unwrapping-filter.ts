import { isBlank, skipBlanks, trimEndBlanks } from './blanks.ts';
import { findOpening, type Opening } from './opening.ts';

/** Maximum number of characters that are held back. Text beyond that passes unchanged. */
const longestHeld = 4096;

/**
 * Passes on the JSON in a streamed answer without the blanks and the code fence around it. Text
 * that does not begin like JSON, and text after the JSON, passes unchanged.
 */
export class UnwrappingFilter {
  readonly #isObject: boolean;
  #opening: Opening | 'none' | null = null;
  #held = '';
  #depth = 0;
  #isString = false;
  #isEscaped = false;

  /** @param isObject Whether the JSON has to be an object. */
  constructor(isObject: boolean) {
    this.#isObject = isObject;
  }

  /** Takes more of the answer. Returns the text that the client gets now. */
  write(text: string): string {
    if (this.#opening === 'none') return text;
    if (this.#opening !== null) return this.#inside(text, this.#opening);
    this.#held += text;
    const opening = findOpening(this.#held, this.#isObject);
    if (opening === 'more' && this.#held.length <= longestHeld) return '';
    const held = this.release();
    if (typeof opening === 'string') {
      this.#opening = 'none';
      return held;
    }
    this.#opening = opening;
    return this.#inside(held.slice(opening.end), opening);
  }

  /** Returns all held text unchanged. */
  release(): string {
    const held = this.#held;
    this.#held = '';
    return held;
  }

  /** The answer is complete. Returns the held text, unless it only closes the wrapping. */
  end(): string {
    const held = this.release();
    if (this.#opening === null || this.#opening === 'none') return held;
    const rest = trimEndBlanks(held.slice(skipBlanks(held)));
    return rest === '' || isClosing(rest, this.#opening) ? '' : held;
  }

  /** Holds back what may belong to the wrapping: blanks and the fence outside the value. */
  #inside(text: string, { fence }: Opening): string {
    let passed = '';
    for (const character of text) {
      const isOutside = this.#depth === 0 && !this.#isString;
      const mayClose = isBlank(character) || (fence !== null && fence.startsWith(character));
      this.#held += character;
      if (isOutside && mayClose && this.#held.length <= longestHeld) continue;
      passed += this.release();
      this.#follow(character);
    }
    return passed;
  }

  #follow(character: string): void {
    if (this.#isString) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (character === '\\') this.#isEscaped = true;
      else if (character === '"') this.#isString = false;
    } else if (character === '"') this.#isString = true;
    else if (character === '{' || character === '[') this.#depth += 1;
    else if (character === '}' || character === ']') this.#depth -= 1;
  }
}

/** A closing fence is as long as the opening one, or longer. */
function isClosing(text: string, { fence }: Opening): boolean {
  if (fence === null || !text.startsWith(fence)) return false;
  return text === fence.charAt(0).repeat(text.length);
}
