import { CancelledError, type CodexServeError } from '../../errors/errors.ts';
import type { Caller } from './caller.ts';
import type {
  CallSoFar,
  Completion,
  CompletionResult,
  CompletionStatus,
  ReadOptions,
} from './completion.ts';
import { AnswerContent } from './answer-content.ts';
import { CompletionLife } from './completion-life.ts';
import type { EventStream } from '../streams/event-stream.ts';
import type { CompletionEvent, FinishReason, Usage } from './events.ts';
import type { ItemEnd, ItemStart, OutputItem } from './item.ts';
import type { ItemEvent } from './item-events.ts';
import type { PlacedLogprob, TokenLogprob } from './token-logprobs.ts';
import type { CallStart, ToolCall } from './tools.ts';
import type { Surface } from './surface.ts';
import type { CompletionIdentity } from './completion-identity.ts';

/** A completion with the methods by which its turn updates it. */
export class LiveCompletion implements Completion {
  readonly id: string;
  readonly model: string;
  readonly effort: string | null;
  readonly surface: Surface;
  readonly caller: Caller;
  readonly previousId: string | null;
  readonly conversationId: string | null;
  readonly ignored: readonly string[];
  readonly createdAt = new Date();
  nextId: string | null = null;
  readonly #stopping = new AbortController();
  readonly #life: CompletionLife;
  readonly #unmet: string[];
  readonly #content: AnswerContent;
  #refusal: string | null = null;

  constructor({ id, model, effort, surface, caller, ...more }: CompletionIdentity) {
    const { previousId = null, conversationId = null } = more;
    const { unmet = [], ignored = [], isQueued = false, listener } = more;
    this.#unmet = [...unmet];
    this.id = id;
    this.#content = new AnswerContent(id);
    this.model = model;
    this.effort = effort;
    this.surface = surface;
    this.caller = caller;
    this.previousId = previousId;
    this.conversationId = conversationId;
    this.ignored = ignored;
    this.#life = new CompletionLife(this, { isQueued, listener });
  }

  get status(): CompletionStatus {
    return this.#life.status;
  }

  get queuedMs(): number {
    return this.#life.queuedMs;
  }

  get firstTokenAt(): Date | null {
    return this.#life.firstTokenAt;
  }

  get endedAt(): Date | null {
    return this.#life.endedAt;
  }

  get text(): string {
    return this.#content.text.toString();
  }

  get logprobs(): readonly PlacedLogprob[] {
    return this.#content.logprobs;
  }

  get reasoning(): string {
    return this.#content.reasoning.toString();
  }

  get toolCalls(): readonly ToolCall[] {
    return this.#content.calls.whole;
  }

  get calls(): readonly CallSoFar[] {
    return this.#content.calls.all;
  }

  get items(): readonly OutputItem[] {
    return this.#content.items.items();
  }

  get unmet(): readonly string[] {
    return this.#unmet;
  }

  get lastSequence(): number {
    return this.#content.lastSequence;
  }

  get lastItemSequence(): number {
    return this.#content.lastItemSequence;
  }

  get finishReason(): FinishReason | null {
    return this.#life.finishReason;
  }

  get usage(): Usage | null {
    return this.#life.usage;
  }

  get refusal(): string | null {
    return this.#refusal ?? this.#content.refusalSoFar;
  }

  get error(): CodexServeError | null {
    return this.#life.error;
  }

  /** Aborted once nobody wants the answer any more. */
  get stopped(): AbortSignal {
    return this.#stopping.signal;
  }

  events(after = -1, options?: ReadOptions): EventStream<CompletionEvent> {
    return this.#content.events(after, options);
  }

  itemEvents(options?: ReadOptions): EventStream<ItemEvent> {
    return this.#content.itemEvents(options);
  }

  itemEventsAfter(after: number, options?: ReadOptions): EventStream<ItemEvent> {
    return this.#content.itemEventsAfter(after, options);
  }

  async result(): Promise<CompletionResult> {
    return await this.#life.result;
  }

  cancel(): void {
    this.stop(new CancelledError());
  }

  /** Reports the first stage to the listener. Call it once the completion can be found by id. */
  announce(): void {
    this.#life.announce();
  }

  /** The wait for its turn is over. */
  begin(): void {
    this.#life.begin();
  }

  /** Fails a completion that has not ended, and stops its turn. */
  stop(error: CodexServeError): void {
    this.fail(error);
    this.#stopping.abort();
  }

  /**
   * Adds text to the answer. Like all following methods, ignored after the completion's end.
   *
   * @param logprobs The tokens of this text. Absent: not known.
   */
  delta(text: string, logprobs?: readonly TokenLogprob[]): void {
    if (this.#life.status !== 'running') return;
    this.#life.noteToken();
    this.#content.addText(text, logprobs);
  }

  /** Adds text to the reasoning summary. */
  reasoningDelta(text: string, summaryIndex: number): void {
    if (this.#life.status !== 'running') return;
    this.#life.noteToken();
    this.#content.addReasoning(text, summaryIndex);
  }

  /** An item of the answer begins; text and reasoning that follow belong to it. */
  itemAdded(start: ItemStart): void {
    if (this.#life.status === 'running') this.#content.items.add(start);
  }

  /** The open item of a kind is whole. */
  itemDone(end: ItemEnd): void {
    if (this.#life.status === 'running') this.#content.items.end(end);
  }

  /** Adds to what the model says when it refuses. */
  refusalDelta(text: string): void {
    if (this.#life.status !== 'running') return;
    this.#life.noteToken();
    this.#content.addRefusal(text);
  }

  /** The model begins a call. */
  callAdded(start: CallStart): void {
    if (this.#life.status !== 'running') return;
    this.#life.noteToken();
    this.#content.beginCall(start);
  }

  /** Adds to the input of the open call with that id. */
  callDelta(id: string, text: string): void {
    if (this.#life.status === 'running') this.#content.growCall(id, text);
  }

  /**
   * A call is whole: the open one with its id, or one that comes in one piece.
   *
   * @param itemId The service's own id of the item. Default: a new one.
   */
  toolCall(call: ToolCall, itemId?: string): void {
    if (this.#life.status !== 'running') return;
    this.#life.noteToken();
    this.#life.noteCall(this.#content.endCall(call, itemId));
  }

  /** Another completion continues from this one's tool calls. */
  continueWith(id: string): void {
    this.nextId = id;
  }

  /** The answer does not honor an option of the request. Call it before the end. */
  markUnmet(field: string): void {
    this.#unmet.push(field);
  }

  /**
   * Completes the answer.
   *
   * @param words What the model said when it refused. If pieces of it came before that are not its
   *   beginning, they are taken instead.
   */
  finish(finishReason: FinishReason, usage: Usage | null, words?: string): void {
    if (this.#life.status !== 'running') return;
    const refusal = this.#content.wholeRefusal(words);
    this.#life.complete(finishReason, usage);
    this.#refusal = refusal ?? null;
    const refused = refusal === undefined ? {} : { refusal };
    this.#content.end({ type: 'done', finishReason, usage, ...refused });
    const { text, reasoning, toolCalls } = this;
    this.#life.settle({ text, reasoning, toolCalls, finishReason, usage, ...refused });
  }

  /** Ends the answer early and stops its turn, although the model has more to say. */
  cutShort(finishReason: FinishReason, usage: Usage | null): void {
    this.finish(finishReason, usage);
    this.#stopping.abort();
  }

  /** Fails the completion. */
  fail(error: CodexServeError): void {
    if (this.endedAt !== null) return;
    this.#life.fail(error);
    this.#content.end({ type: 'failed', error });
    this.#life.settle(error);
  }
}
