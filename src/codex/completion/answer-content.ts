import { EventLog } from '../streams/event-log.ts';
import type { EventStream } from '../streams/event-stream.ts';
import { AnswerItems } from './answer-items.ts';
import type { ReadOptions } from './completion.ts';
import { DeltaStore, TextBuffer } from './delta-store.ts';
import type { CompletionEvent, CompletionEventBody, FinishReason } from './events.ts';
import type { ItemStatus } from './item.ts';
import type { ItemEvent } from './item-events.ts';
import { ItemSource } from './item-source.ts';
import { LosslessItems } from './lossless-items.ts';
import { mergedDelta } from './merged-delta.ts';
import { mergedItemDelta } from './merged-item-delta.ts';
import type { ToolCall } from './tools.ts';

/** Minimum number of a completion's last events that can be replayed. */
const keptEvents = 16_384;

/** The content of an answer so far, and its events. The first event is `started`. */
export class AnswerContent {
  readonly text = new TextBuffer();
  readonly reasoning = new TextBuffer();
  /** In order. */
  readonly toolCalls: ToolCall[] = [];
  readonly items: AnswerItems;
  readonly #completionId: string;
  readonly #log = new EventLog<CompletionEvent>(
    keptEvents,
    new DeltaStore({ delta: this.text, 'reasoning-delta': this.reasoning }),
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

  /** See `Completion`. */
  events(after: number, options?: ReadOptions): EventStream<CompletionEvent> {
    return this.#log.read(after, options?.mergesDeltas === true ? mergedDelta : undefined);
  }

  /** See `Completion`. */
  itemEvents(options?: ReadOptions): EventStream<ItemEvent> {
    const source = new ItemSource(this.#completionId, this.#log, this.items);
    const merge = options?.mergesDeltas === true ? mergedItemDelta : undefined;
    return new LosslessItems(this.#completionId, source, this.items, merge);
  }

  /** More text. */
  addText(text: string): void {
    if (this.items.message === null) this.items.beginMessage();
    this.text.add(text);
    const completionId = this.#completionId;
    this.#log.append((sequence) => ({ completionId, sequence, type: 'delta', text }));
  }

  /** More of a reasoning summary's paragraph. */
  addReasoning(text: string, summaryIndex: number): void {
    this.items.growReasoning(text, summaryIndex, this.#log.lastSequence + 1);
    this.reasoning.add(text);
    const completionId = this.#completionId;
    this.#log.append((sequence) => {
      return { completionId, sequence, type: 'reasoning-delta', text, summaryIndex };
    });
  }

  /** A call of a tool. Returns its place among the calls. */
  addCall(call: ToolCall, itemId?: string): number {
    const end = this.items.addCall(call, itemId);
    const index = this.toolCalls.length;
    this.toolCalls.push(call);
    this.#happen({ type: 'tool-call', call, index });
    end();
    return index;
  }

  /** Ends the answer with this event. Items that are still open end first. */
  end(event: EndEvent): void {
    if (event.type === 'done') this.items.close(statusOf(event.finishReason), event.refusal);
    else this.items.close('incomplete');
    this.#happen(event);
    this.#log.complete();
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
