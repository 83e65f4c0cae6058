import type { TextBuffer } from './delta-store.ts';
import type {
  CallItem,
  HostedItem,
  ItemStatus,
  MessageItem,
  OutputPart,
  ReasoningItem,
} from './item.ts';
import type { JsonObject } from './tools.ts';
import type { WrittenCall } from './written-calls.ts';

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

/** Where a paragraph of a summary begins. */
interface Paragraph {
  /** The sequence of its first delta. */
  readonly sequence: number;
  /** Its position in the text of all reasoning, after the blank line that precedes it. */
  readonly start: number;
  /** The length of that blank line within its first delta. */
  readonly blank: number;
}

const blankLine = '\n\n';

/** A reasoning item: a range of the text of all summaries, with its other properties. */
export class ReasoningRecord {
  readonly type = 'reasoning';
  readonly id: string;
  readonly #text: TextBuffer;
  readonly #paragraphs: Paragraph[] = [];
  #lastIndex = -1;
  #end: number | null = null;
  #encryptedContent: string | null = null;
  status: ItemStatus = 'in_progress';

  /** @param text The text of all summaries of the answer. */
  constructor(id: string, text: TextBuffer) {
    this.id = id;
    this.#text = text;
  }

  /** More of a paragraph is about to be added to the text, in the event of that sequence. */
  grow(delta: string, summaryIndex: number, sequence: number): void {
    if (summaryIndex === this.#lastIndex) return;
    this.#lastIndex = summaryIndex;
    const { length } = this.#text;
    const blank = length > 0 && delta.startsWith(blankLine) ? blankLine.length : 0;
    this.#paragraphs.push({ sequence, start: length + blank, blank });
  }

  /** It is whole. */
  end(encryptedContent: string | null): void {
    this.#end = this.#text.length;
    this.#encryptedContent = encryptedContent;
  }

  /** The paragraph of the delta with that sequence, and the length of its leading blank line. */
  placeOf(sequence: number): { readonly summaryIndex: number; readonly blank: number } {
    const summaryIndex = this.#paragraphs.findLastIndex((each) => each.sequence <= sequence);
    const paragraph = this.#paragraphs[summaryIndex];
    return { summaryIndex, blank: paragraph?.sequence === sequence ? paragraph.blank : 0 };
  }

  /**
   * Its paragraphs, up to a position in the text of all summaries.
   *
   * @param end Default: its own end, or the end so far.
   */
  paragraphs(end = Infinity): string[] {
    const last = Math.min(end, this.#end ?? this.#text.length);
    const begun = this.#paragraphs.filter(({ start, blank }) => start - blank < last);
    return begun.map(({ start }, index) => {
      const next = begun[index + 1];
      const stop = next === undefined ? last : next.start - next.blank;
      return start < stop ? this.#text.slice(start, stop) : '';
    });
  }

  /** It as it began. */
  begun(): ReasoningItem {
    return this.#item('in_progress', []);
  }

  /** It as it stands now. */
  item(): ReasoningItem {
    return this.#item(this.status, this.paragraphs());
  }

  #item(status: ItemStatus, summary: readonly string[]): ReasoningItem {
    const encryptedContent = status === 'in_progress' ? null : this.#encryptedContent;
    return { type: 'reasoning', id: this.id, status, summary, encryptedContent };
  }
}

/** A call of a tool that the client runs. */
export class CallRecord {
  readonly type = 'call';
  readonly id: string;
  readonly written: WrittenCall;
  status: ItemStatus = 'in_progress';

  constructor(id: string, written: WrittenCall) {
    this.id = id;
    this.written = written;
  }

  /** It as it began. */
  begun(): CallItem {
    const call = { ...this.written.start, input: '' };
    return { type: 'call', id: this.id, status: 'in_progress', call };
  }

  /** It as it stands now. */
  item(): CallItem {
    return { type: 'call', id: this.id, status: this.status, call: this.written.call };
  }
}

/** A call of a tool that the service ran. */
export class HostedRecord {
  readonly type = 'hosted';
  readonly id: string;
  readonly #first: JsonObject;
  #raw: JsonObject;
  status: ItemStatus = 'in_progress';

  /** @param raw The call as the service reports it at its beginning. */
  constructor(id: string, raw: JsonObject) {
    this.id = id;
    this.#first = raw;
    this.#raw = raw;
  }

  /** It is whole. */
  end(raw: JsonObject): void {
    this.#raw = raw;
  }

  /** It as it began. */
  begun(): HostedItem {
    return { type: 'hosted', id: this.id, status: 'in_progress', raw: this.#first };
  }

  /** It as it stands now. */
  item(): HostedItem {
    return { type: 'hosted', id: this.id, status: this.status, raw: this.#raw };
  }
}

/** The record of one item. */
export type ItemRecord = MessageRecord | ReasoningRecord | CallRecord | HostedRecord;

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
