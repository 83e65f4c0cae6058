import { EventLog, EventReader } from '../streams/event-log.ts';
import type { EventStream } from '../streams/event-stream.ts';
import { AnswerItems } from './answer-items.ts';
import type { ReadOptions } from './completion.ts';
import { DeltaStore, TextBuffer, type Delta } from './delta-store.ts';
import { ExactItemSource } from './exact-item-source.ts';
import type { CompletionEvent, CompletionEventBody, FinishReason } from './events.ts';
import type { ItemStatus } from './item.ts';
import type { ItemEvent } from './item-events.ts';
import { ItemSource } from './item-source.ts';
import type { PlacedToolCall } from './lifecycle-listener.ts';
import { LosslessItems } from './lossless-items.ts';
import { mergedDelta } from './merged-delta.ts';
import { mergedItemDelta } from './merged-item-delta.ts';
import type { PlacedLogprob, TokenLogprob } from './token-logprobs.ts';
import type { CallStart, ToolCall } from './tools.ts';
import { WrittenCalls } from './written-calls.ts';

/** Minimum number of a completion's last events that can be replayed. */
const keptEvents = 16_384;

/** Bytes of UTF-8 in a token of o200k_base, about: 4.4 in English, 3.9 in code, 3.0 in JSON (measured). */
const bytesPerToken = 4;

/** The content of an answer so far, and its events. The first event is `started`. */
export class AnswerContent {
  readonly text = new TextBuffer();
  readonly reasoning = new TextBuffer();
  readonly refusal = new TextBuffer();
  readonly logprobs: PlacedLogprob[] = [];
  readonly calls = new WrittenCalls();
  readonly items: AnswerItems;
  readonly #completionId: string;
  #bytes = 0;
  readonly #log = new EventLog<CompletionEvent>(
    keptEvents,
    new DeltaStore((delta) => this.#textOf(delta)),
  );

  constructor(completionId: string) {
    this.#completionId = completionId;
    this.items = new AnswerItems(this, () => this.#log.lastSequence);
    this.#happen({ type: 'started' });
  }

  /** Of the last event; -1 while there is none. */
  get lastSequence(): number {
    return this.#log.lastSequence;
  }

  /** Of the last item event. */
  get lastItemSequence(): number {
    return this.#itemSource().lastSequence;
  }

  /** Tokens of everything that the model has written, as far as it is shown. An estimate. */
  get estimatedTokens(): number {
    return Math.ceil(this.#bytes / bytesPerToken);
  }

  /** See `Completion`. */
  events(after: number, options?: ReadOptions): EventStream<CompletionEvent> {
    return this.#log.read(after, options?.mergesDeltas === true ? mergedDelta : undefined);
  }

  /** See `Completion`. */
  itemEvents(options?: ReadOptions): EventStream<ItemEvent> {
    const merge = options?.mergesDeltas === true ? mergedItemDelta : undefined;
    return new LosslessItems(this.#completionId, this.#itemSource(), this.items, merge);
  }

  /** See `Completion`. */
  itemEventsAfter(after: number, options?: ReadOptions): EventStream<ItemEvent> {
    const source = new ExactItemSource(this.#itemSource());
    source.after(after);
    const merge = options?.mergesDeltas === true ? mergedItemDelta : undefined;
    return new EventReader(source, after, merge);
  }

  #itemSource(): ItemSource {
    return new ItemSource(this.#completionId, this.#log, this.items);
  }

  /** More text, with its tokens where they are known. */
  addText(text: string, logprobs?: readonly TokenLogprob[]): void {
    // Before the text, because a reader of the text may ask for its tokens.
    if (logprobs !== undefined) this.#addLogprobs(logprobs, this.text.length + text.length);
    if (this.items.message === null) this.items.beginMessage();
    this.#grow(this.text, text);
    const completionId = this.#completionId;
    this.#log.append((sequence) => ({ completionId, sequence, type: 'delta', text }));
  }

  /** More of a reasoning summary's paragraph. */
  addReasoning(text: string, summaryIndex: number): void {
    this.items.growReasoning(text, summaryIndex, this.#log.lastSequence + 1);
    this.#grow(this.reasoning, text);
    const completionId = this.#completionId;
    this.#log.append((sequence) => {
      return { completionId, sequence, type: 'reasoning-delta', text, summaryIndex };
    });
  }

  /** More of the model's refusal. */
  addRefusal(text: string): void {
    if (text === '') return;
    this.items.growRefusal();
    this.#grow(this.refusal, text);
    const completionId = this.#completionId;
    this.#log.append((sequence) => ({ completionId, sequence, type: 'refusal-delta', text }));
  }

  /** What has come of the model's refusal in pieces; null without any. */
  get refusalSoFar(): string | null {
    return this.refusal.length === 0 ? null : this.refusal.toString();
  }

  /** The whole refusal. Adds what its pieces lack of it, if they are its beginning. */
  wholeRefusal(words: string | undefined): string | undefined {
    const soFar = this.refusalSoFar;
    if (soFar === null) return words;
    if (words?.startsWith(soFar) === true) this.addRefusal(words.slice(soFar.length));
    return this.refusal.toString();
  }

  /** The model begins a call. Ignored if a call with that id is open. */
  beginCall(start: CallStart): void {
    if (this.calls.open(start.id) !== undefined) return;
    const written = this.calls.begin(start);
    this.items.beginCall(written, start.itemId, 'in pieces');
    this.#happen({ type: 'call-added', call: written.start, index: written.index });
  }

  /** More of the input of an open call. Ignored if no call with that id is open. */
  growCall(id: string, text: string): void {
    const written = this.calls.open(id);
    if (written === undefined || text === '') return;
    this.#grow(written.input, text);
    const completionId = this.#completionId;
    const { index } = written;
    this.#log.append((sequence) => ({ completionId, sequence, type: 'call-delta', text, index }));
  }

  /**
   * A call is whole: the open one with its id, or one that comes in one piece. The input of an open
   * call is the one that its deltas made up, because readers have received that.
   */
  endCall(call: ToolCall, itemId?: string): PlacedToolCall {
    const open = this.calls.open(call.id);
    if (open === undefined) return this.#addCall(call, itemId);
    this.growCall(call.id, open.restOf(call.input));
    return this.#happenWhole(open.end(), open.index);
  }

  /** Byte counts add up without a look at the whole text again. */
  #grow(buffer: TextBuffer, text: string): void {
    buffer.add(text);
    this.#bytes += Buffer.byteLength(text);
  }

  #addLogprobs(logprobs: readonly TokenLogprob[], end: number): void {
    for (const token of logprobs) this.logprobs.push({ ...token, end });
  }

  #addCall(call: ToolCall, itemId?: string): PlacedToolCall {
    const written = this.calls.begin(call);
    this.items.beginCall(written, itemId, 'whole');
    written.endWith(call);
    this.#bytes += Buffer.byteLength(call.input);
    return this.#happenWhole(call, written.index);
  }

  #happenWhole(call: ToolCall, index: number): PlacedToolCall {
    this.#happen({ type: 'tool-call', call, index });
    this.items.endCall(index);
    return { call, index };
  }

  /** Ends the answer with this event. Items that are still open end first. */
  end(event: EndEvent): void {
    if (event.type === 'done') this.items.close(statusOf(event.finishReason), event.refusal);
    else this.items.close('incomplete');
    this.#happen(event);
    this.#log.complete();
  }

  #textOf(delta: Delta): TextBuffer {
    switch (delta.type) {
      case 'reasoning-delta':
        return this.reasoning;
      case 'refusal-delta':
        return this.refusal;
      case 'call-delta':
        return this.calls.all[delta.index]?.input ?? this.text;
      case 'delta':
      default:
        return this.text;
    }
  }

  /** Does not spread the body, because V8 then keeps a shape per object (measured on Node 20). */
  #happen(body: CompletionEventBody): void {
    const completionId = this.#completionId;
    this.#log.append((sequence) => Object.assign({ completionId, sequence }, body));
  }
}

type EndEvent = Extract<CompletionEventBody, { readonly type: 'done' | 'failed' }>;

/** The status of items that are open when the answer ends for that reason. */
function statusOf(reason: FinishReason): ItemStatus {
  return reason === 'stop' || reason === 'tool_calls' ? 'completed' : 'incomplete';
}
