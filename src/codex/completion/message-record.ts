import type { TextBuffer } from './delta-store.ts';
import type { ItemStatus, MessageItem, OutputPart } from './item.ts';
import type { JsonObject } from './tools.ts';

/** The texts that a message has ranges of. */
export interface MessageTexts {
  /** The answer's text. */
  readonly text: TextBuffer;
  /** What came of the answer's refusal in pieces. */
  readonly refusal: TextBuffer;
}

/** A message of an answer: a range of the answer's text, with its other properties. */
export class MessageRecord {
  readonly type = 'message';
  readonly id: string;
  readonly #phase: string | null;
  readonly #text: TextBuffer;
  readonly #start: number;
  #end: number | null = null;
  readonly #refusal: TextBuffer;
  readonly #refusalStart: number;
  #refusalEnd: number | null = null;
  #parts: readonly MeasuredPart[] = [];
  status: ItemStatus = 'in_progress';

  /** @param texts The answer's whole texts. The message begins at their current ends. */
  constructor(id: string, phase: string | null, texts: MessageTexts) {
    this.id = id;
    this.#phase = phase;
    this.#text = texts.text;
    this.#refusal = texts.refusal;
    this.#start = texts.text.length;
    this.#refusalStart = texts.refusal.length;
  }

  /**
   * Ends the message. If the parts' texts differ from its text, only their refusals are used. If the
   * refusals differ from what came of them before, they are not used either.
   */
  end(parts: readonly OutputPart[]): void {
    this.#end = this.#text.length;
    this.#refusalEnd = this.#refusal.length;
    const text = this.text();
    const isSaid = text === textOf(parts);
    const refusals = parts.filter(({ type }) => type === 'refusal');
    const refusal = this.refusal();
    if (refusal !== '' && refusal !== refusalOf(parts)) this.#parts = this.#said().map(measured);
    else this.#parts = (isSaid ? parts : [...textPart(text), ...refusals]).map(measured);
  }

  /** Whether it holds this refusal. */
  holdsRefusal(refusal: string): boolean {
    return this.#parts.some((part) => 'refusal' in part && part.refusal === refusal);
  }

  /**
   * Its text.
   *
   * @param from Number of characters to skip at the beginning.
   * @param end The end position in the answer's text. Default: the message's own, or the latest.
   */
  text(from = 0, end = Infinity): string {
    const last = Math.min(end, this.#end ?? this.#text.length);
    return this.#text.slice(this.#start + from, last);
  }

  /**
   * What came of its refusal in pieces.
   *
   * @param from Number of characters to skip at the beginning.
   * @param end The end position in the answer's refusal. Default: the message's own, or the latest.
   */
  refusal(from = 0, end = Infinity): string {
    const last = Math.min(end, this.#refusalEnd ?? this.#refusal.length);
    return this.#refusal.slice(this.#refusalStart + from, last);
  }

  /** It as it began. */
  begun(): MessageItem {
    return this.#item('in_progress', []);
  }

  /** It as it stands now. */
  item(): MessageItem {
    if (this.#end === null) return this.#item(this.status, this.#said());
    let start = 0;
    const parts = this.#parts.map((part): OutputPart => {
      if ('refusal' in part) return { type: 'refusal', refusal: part.refusal };
      const { length, annotations } = part;
      const text = this.text(start, this.#start + start + length);
      start += length;
      return { type: 'text', text, annotations };
    });
    return this.#item(this.status, parts);
  }

  #said(): OutputPart[] {
    const refusal = this.refusal();
    return [
      ...textPart(this.text()),
      ...(refusal === '' ? [] : [{ type: 'refusal', refusal } as const]),
    ];
  }

  #item(status: ItemStatus, parts: readonly OutputPart[]): MessageItem {
    return { type: 'message', id: this.id, status, phase: this.#phase, parts };
  }
}

function textOf(parts: readonly OutputPart[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

function refusalOf(parts: readonly OutputPart[]): string {
  return parts.map((part) => (part.type === 'refusal' ? part.refusal : '')).join('');
}

/** The parts for a text: one, or none if the text is empty. */
function textPart(text: string): OutputPart[] {
  return text === '' ? [] : [{ type: 'text', text, annotations: [] }];
}

/** A part without its text, which is stored in the answer's text. */
type MeasuredPart =
  | { readonly length: number; readonly annotations: readonly JsonObject[] }
  | { readonly refusal: string };

function measured(part: OutputPart): MeasuredPart {
  if (part.type === 'refusal') return { refusal: part.refusal };
  return { length: part.text.length, annotations: part.annotations };
}
