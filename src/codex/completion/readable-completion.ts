import type { CodexServeError } from '../../errors/errors.ts';
import type { EventStream } from '../streams/event-stream.ts';
import { AnswerContent } from './answer-content.ts';
import type { Caller } from './caller.ts';
import type {
  CallSoFar,
  Completion,
  CompletionResult,
  CompletionStatus,
  ReadOptions,
} from './completion.ts';
import type { CompletionIdentity } from './completion-identity.ts';
import { CompletionLife } from './completion-life.ts';
import type { CompletionEvent, FinishReason, Usage } from './events.ts';
import type { ItemEvent } from './item-events.ts';
import type { OutputItem } from './item.ts';
import type { RequestSummary } from './request-summary.ts';
import type { Surface } from './surface.ts';
import type { PlacedLogprob } from './token-logprobs.ts';
import type { ToolCall } from './tools.ts';

/** What is read of a completion. */
export abstract class ReadableCompletion implements Completion {
  readonly id: string;
  readonly model: string;
  readonly effort: string | null;
  readonly surface: Surface;
  readonly caller: Caller;
  readonly previousId: string | null;
  readonly conversationId: string | null;
  readonly request: RequestSummary | null;
  readonly ignored: readonly string[];
  readonly createdAt = new Date();
  nextId: string | null = null;
  engine: string | null = null;
  protected readonly life: CompletionLife;
  protected readonly content: AnswerContent;
  /** Null until the end. */
  protected wholeRefusal: string | null = null;
  protected readonly unmetFields: string[];
  readonly #queuePosition: () => number | null;

  constructor({ id, model, effort, surface, caller, ...more }: CompletionIdentity) {
    const { previousId = null, conversationId = null, request = null } = more;
    const { unmet = [], ignored = [], isQueued = false, listener } = more;
    this.unmetFields = [...unmet];
    this.id = id;
    this.content = new AnswerContent(id);
    this.model = model;
    this.effort = effort;
    this.surface = surface;
    this.caller = caller;
    this.previousId = previousId;
    this.conversationId = conversationId;
    this.request = request;
    this.#queuePosition = more.queuePosition ?? (() => null);
    this.ignored = ignored;
    this.life = new CompletionLife(this, { isQueued, listener });
  }

  abstract cancel(): void;

  get status(): CompletionStatus {
    return this.life.status;
  }

  get queuedMs(): number {
    return this.life.queuedMs;
  }

  get queuePosition(): number | null {
    return this.status === 'queued' ? this.#queuePosition() : null;
  }

  get firstTokenAt(): Date | null {
    return this.life.firstTokenAt;
  }

  get endedAt(): Date | null {
    return this.life.endedAt;
  }

  get text(): string {
    return this.content.text.toString();
  }

  get textLength(): number {
    return this.content.text.length;
  }

  get outputTokensSoFar(): number | null {
    const { usage, firstTokenAt } = this.life;
    if (usage !== null) return usage.outputTokens;
    return firstTokenAt === null ? null : this.content.estimatedTokens;
  }

  get logprobs(): readonly PlacedLogprob[] {
    return this.content.logprobs;
  }

  get reasoning(): string {
    return this.content.reasoning.toString();
  }

  get toolCalls(): readonly ToolCall[] {
    return this.content.calls.whole;
  }

  get calls(): readonly CallSoFar[] {
    return this.content.calls.all;
  }

  get items(): readonly OutputItem[] {
    return this.content.items.items();
  }

  get unmet(): readonly string[] {
    return this.unmetFields;
  }

  get lastSequence(): number {
    return this.content.lastSequence;
  }

  get lastItemSequence(): number {
    return this.content.lastItemSequence;
  }

  get finishReason(): FinishReason | null {
    return this.life.finishReason;
  }

  get usage(): Usage | null {
    return this.life.usage;
  }

  get refusal(): string | null {
    return this.wholeRefusal ?? this.content.refusalSoFar;
  }

  get error(): CodexServeError | null {
    return this.life.error;
  }

  events(after = -1, options?: ReadOptions): EventStream<CompletionEvent> {
    return this.content.events(after, options);
  }

  itemEvents(options?: ReadOptions): EventStream<ItemEvent> {
    return this.content.itemEvents(options);
  }

  itemEventsAfter(after: number, options?: ReadOptions): EventStream<ItemEvent> {
    return this.content.itemEventsAfter(after, options);
  }

  async result(): Promise<CompletionResult> {
    return await this.life.result;
  }
}
