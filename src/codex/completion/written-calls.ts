import type { CallSoFar } from './completion.ts';
import { TextBuffer } from './delta-store.ts';
import type { CallStart, ToolCall } from './tools.ts';

/** A call of an answer, from its beginning. */
export class WrittenCall implements CallSoFar {
  /** Its place among the answer's calls, from 0. */
  readonly index: number;
  /** Its input so far. Stays empty if the call comes in one piece. */
  readonly input = new TextBuffer();
  readonly #start: CallStart;
  #whole: ToolCall | null = null;

  constructor(index: number, { type, id, namespace, name }: CallStart) {
    this.index = index;
    this.#start = { type, id, name, ...(namespace !== undefined && { namespace }) };
  }

  get isWhole(): boolean {
    return this.#whole !== null;
  }

  get call(): ToolCall {
    return this.#whole ?? { ...this.#start, input: this.input.toString() };
  }

  /** It as it began. */
  get start(): CallStart {
    return this.#start;
  }

  /** What the whole input adds to the input so far; empty if the two differ. */
  restOf(input: string): string {
    const soFar = this.input.toString();
    return input.startsWith(soFar) ? input.slice(soFar.length) : '';
  }

  /** Ends a call that comes in one piece. */
  endWith(call: ToolCall): void {
    this.#whole = call;
  }

  /** Its input is whole. */
  end(): ToolCall {
    this.#whole = this.call;
    return this.#whole;
  }
}

/** The calls of an answer, in the order in which they began. */
export class WrittenCalls {
  readonly #calls: WrittenCall[] = [];

  /** All of them, each at its index. */
  get all(): readonly WrittenCall[] {
    return this.#calls;
  }

  /** Those that are whole. */
  get whole(): ToolCall[] {
    return this.#calls.filter(({ isWhole }) => isWhole).map(({ call }) => call);
  }

  /** The call with that id that the model is writing. */
  open(id: string): WrittenCall | undefined {
    return this.#calls.find(({ isWhole, start }) => !isWhole && start.id === id);
  }

  /** Begins a call. */
  begin(start: CallStart): WrittenCall {
    const call = new WrittenCall(this.#calls.length, start);
    this.#calls.push(call);
    return call;
  }
}
