import { CancelledError, type CodexServeError } from '../../errors/errors.ts';
import type { Caller } from './caller.ts';
import type { Completion, CompletionResult, CompletionStatus, ReadOptions } from './completion.ts';
import { DeltaStore } from './delta-store.ts';
import { EventLog } from '../streams/event-log.ts';
import type { EventStream } from '../streams/event-stream.ts';
import type { CompletionEvent, CompletionEventBody, FinishReason, Usage } from './events.ts';
import type { LifecycleListener } from './lifecycle-listener.ts';
import { mergedDelta } from './merged-delta.ts';
import type { ToolCall } from './tools.ts';
import type { Surface } from './request.ts';
import { TextSoFar } from '../streams/text-so-far.ts';

/** What a completion is from its start. */
export interface CompletionIdentity {
  readonly id: string;
  readonly model: string;
  readonly effort: string | null;
  readonly surface: Surface;
  readonly caller: Caller;
  /** Default: null. */
  readonly previousId?: string | null;
  /** Request options that the answer cannot honor, known from the start. Default: none. */
  readonly unmet?: readonly string[];
  /** Whether it waits for its turn at first. Default: no. */
  readonly isQueued?: boolean;
  /** Called at each stage from `announce` on. Default: none. */
  readonly listener?: LifecycleListener;
}

/** How many of a completion's last events can be replayed, at least. */
const keptEvents = 16_384;

/** A completion with the handles that its turn drives it by. */
export class LiveCompletion implements Completion {
  readonly id: string;
  readonly model: string;
  readonly effort: string | null;
  readonly surface: Surface;
  readonly caller: Caller;
  readonly previousId: string | null;
  readonly createdAt = new Date();
  /** Let go of at the end: it may hold the whole request. */
  #listener: LifecycleListener | undefined;
  readonly #stopping = new AbortController();
  readonly #result: Promise<CompletionResult>;
  #settle!: { resolve: (result: CompletionResult) => void; reject: (error: Error) => void };
  readonly #acceptedAt = performance.now();
  #status: CompletionStatus;
  #queuedMs: number | null;
  #firstTokenAt: Date | null = null;
  #endedAt: Date | null = null;
  readonly #toolCalls: ToolCall[] = [];
  readonly #unmet: string[];
  readonly #text = new TextSoFar();
  readonly #reasoning = new TextSoFar();
  readonly #log = new EventLog<CompletionEvent>(
    keptEvents,
    new DeltaStore({ delta: this.#text, 'reasoning-delta': this.#reasoning }),
  );
  #finishReason: FinishReason | null = null;
  #usage: Usage | null = null;
  #refusal: string | null = null;
  #error: CodexServeError | null = null;
  #nextId: string | null = null;

  constructor({ id, model, effort, surface, caller, ...more }: CompletionIdentity) {
    const { previousId = null, unmet = [], isQueued = false, listener } = more;
    this.#unmet = [...unmet];
    this.id = id;
    this.model = model;
    this.effort = effort;
    this.surface = surface;
    this.caller = caller;
    this.previousId = previousId;
    this.#status = isQueued ? 'queued' : 'running';
    this.#queuedMs = isQueued ? null : 0;
    this.#listener = listener;
    this.#result = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // A streaming client reads the failure from the events and never asks for the result.
    this.#result.catch(() => {});
    this.#happen({ type: 'started' });
  }

  get status(): CompletionStatus {
    return this.#status;
  }

  get queuedMs(): number {
    return this.#queuedMs ?? Math.round(performance.now() - this.#acceptedAt);
  }

  get firstTokenAt(): Date | null {
    return this.#firstTokenAt;
  }

  get endedAt(): Date | null {
    return this.#endedAt;
  }

  get text(): string {
    return this.#text.toString();
  }

  get reasoning(): string {
    return this.#reasoning.toString();
  }

  get toolCalls(): readonly ToolCall[] {
    return this.#toolCalls;
  }

  get unmet(): readonly string[] {
    return this.#unmet;
  }

  get lastSequence(): number {
    return this.#log.lastSequence;
  }

  get finishReason(): FinishReason | null {
    return this.#finishReason;
  }

  get usage(): Usage | null {
    return this.#usage;
  }

  get refusal(): string | null {
    return this.#refusal;
  }

  get error(): CodexServeError | null {
    return this.#error;
  }

  get nextId(): string | null {
    return this.#nextId;
  }

  /** Aborted once nobody wants the answer any more. */
  get stopped(): AbortSignal {
    return this.#stopping.signal;
  }

  events(after = -1, options?: ReadOptions): EventStream<CompletionEvent> {
    return this.#log.read(after, options?.mergesDeltas === true ? mergedDelta : undefined);
  }

  async result(): Promise<CompletionResult> {
    return await this.#result;
  }

  cancel(): void {
    this.stop(new CancelledError());
  }

  /** Reports the first stage to the listener. To be called once the completion can be found by id. */
  announce(): void {
    if (this.#status === 'queued') this.#listener?.queued(this);
    else this.#listener?.started(this);
  }

  /** The wait for its turn is over. */
  begin(): void {
    if (this.#status !== 'queued') return;
    this.#queuedMs = this.queuedMs;
    this.#status = 'running';
    this.#listener?.started(this);
  }

  /** Fails a completion that has not ended, and stops its turn. */
  stop(error: CodexServeError): void {
    this.fail(error);
    this.#stopping.abort();
  }

  /** More of the answer. Passed over once the completion has ended, as all that follows. */
  delta(text: string): void {
    if (this.#status !== 'running') return;
    this.#begin();
    this.#text.add(text);
    const { id: completionId } = this;
    this.#log.append((sequence) => ({ completionId, sequence, type: 'delta', text }));
  }

  /** More of the reasoning summary. */
  reasoningDelta(text: string, summaryIndex: number): void {
    if (this.#status !== 'running') return;
    this.#begin();
    this.#reasoning.add(text);
    const { id: completionId } = this;
    this.#log.append((sequence) => {
      return { completionId, sequence, type: 'reasoning-delta', text, summaryIndex };
    });
  }

  /** The model called a tool. */
  toolCall(call: ToolCall): void {
    if (this.#status !== 'running') return;
    this.#begin();
    const index = this.#toolCalls.length;
    this.#toolCalls.push(call);
    this.#happen({ type: 'tool-call', call, index });
    this.#listener?.toolCall(this, { call, index });
  }

  /** Another completion goes on from this one's tool calls. */
  continueWith(id: string): void {
    this.#nextId = id;
  }

  /** The answer does not honor an option of the request. Call it before the end. */
  markUnmet(field: string): void {
    this.#unmet.push(field);
  }

  /** The answer is whole. */
  finish(finishReason: FinishReason, usage: Usage | null, refusal?: string): void {
    if (this.#status !== 'running') return;
    this.#status = 'completed';
    this.#endedAt = new Date();
    this.#finishReason = finishReason;
    this.#usage = usage;
    this.#refusal = refusal ?? null;
    const refused = refusal === undefined ? {} : { refusal };
    this.#happen({ type: 'done', finishReason, usage, ...refused });
    this.#end();
    const { text, reasoning, toolCalls } = this;
    this.#settle.resolve({ text, reasoning, toolCalls, finishReason, usage, ...refused });
  }

  /** The answer ends here, although the model would go on; its turn is stopped. */
  cutShort(finishReason: FinishReason, usage: Usage | null): void {
    this.finish(finishReason, usage);
    this.#stopping.abort();
  }

  /** There will be no whole answer. */
  fail(error: CodexServeError): void {
    if (this.#endedAt !== null) return;
    const status = error instanceof CancelledError ? 'cancelled' : 'failed';
    this.#queuedMs = this.queuedMs;
    this.#status = status;
    this.#endedAt = new Date();
    this.#error = error;
    this.#happen({ type: 'failed', error });
    this.#end();
    this.#settle.reject(error);
  }

  /** No spread of the body: V8 keeps a shape for each object that is made so (measured on Node 20). */
  #happen(body: CompletionEventBody): void {
    this.#log.append((sequence) => Object.assign({ completionId: this.id, sequence }, body));
  }

  #begin(): void {
    if (this.#firstTokenAt !== null) return;
    this.#firstTokenAt = new Date();
    this.#listener?.firstToken(this);
  }

  #end(): void {
    this.#log.complete();
    this.#listener?.ended(this);
    this.#listener = undefined;
  }
}
