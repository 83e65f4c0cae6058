import { noteCompletionError } from './refusal.ts';
import { CancelledError, type CodexServeError } from '../../errors/errors.ts';
import type { FinishReason, Usage } from './events.ts';
import type { ItemEnd, ItemStart } from './item.ts';
import { ReadableCompletion } from './readable-completion.ts';
import type { TokenLogprob } from './token-logprobs.ts';
import type { CallStart, ToolCall } from './tools.ts';

/** A completion with the methods by which its turn updates it. */
export class LiveCompletion extends ReadableCompletion {
  readonly #stopping = new AbortController();

  /** Aborted once nobody wants the answer any more. */
  get stopped(): AbortSignal {
    return this.#stopping.signal;
  }

  cancel(): void {
    this.stop(new CancelledError());
  }

  /** Reports the first stage to the listener. Call it once the completion can be found by id. */
  announce(): void {
    this.life.announce();
  }

  /** The wait for its turn is over. */
  begin(): void {
    this.life.begin();
  }

  /** An engine begins to answer it. */
  noteEngine(name: string): void {
    this.engine = name;
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
    if (this.life.status !== 'running') return;
    this.life.noteToken();
    this.content.addText(text, logprobs);
  }

  /** Adds text to the reasoning summary. */
  reasoningDelta(text: string, summaryIndex: number): void {
    if (this.life.status !== 'running') return;
    this.life.noteToken();
    this.content.addReasoning(text, summaryIndex);
  }

  /** An item of the answer begins; text and reasoning that follow belong to it. */
  itemAdded(start: ItemStart): void {
    if (this.life.status === 'running') this.content.items.add(start);
  }

  /** The open item of a kind is whole. */
  itemDone(end: ItemEnd): void {
    if (this.life.status === 'running') this.content.items.end(end);
  }

  /** Adds to what the model says when it refuses. */
  refusalDelta(text: string): void {
    if (this.life.status !== 'running') return;
    this.life.noteToken();
    this.content.addRefusal(text);
  }

  /** The model begins a call. */
  callAdded(start: CallStart): void {
    if (this.life.status !== 'running') return;
    this.life.noteToken();
    this.content.beginCall(start);
  }

  /** Adds to the input of the open call with that id. */
  callDelta(id: string, text: string): void {
    if (this.life.status === 'running') this.content.growCall(id, text);
  }

  /**
   * A call is whole: the open one with its id, or one that comes in one piece.
   *
   * @param itemId The service's own id of the item. Default: a new one.
   */
  toolCall(call: ToolCall, itemId?: string): void {
    if (this.life.status !== 'running') return;
    this.life.noteToken();
    this.life.noteCall(this.content.endCall(call, itemId));
  }

  /** Another completion continues from this one's tool calls. */
  continueWith(id: string): void {
    this.nextId = id;
  }

  /** The answer does not honor an option of the request. Call it before the end. */
  markUnmet(field: string): void {
    this.unmetFields.push(field);
  }

  /**
   * Completes the answer.
   *
   * @param words What the model said when it refused. If pieces of it came before that are not its
   *   beginning, they are taken instead.
   */
  finish(finishReason: FinishReason, usage: Usage | null, words?: string): void {
    if (this.life.status !== 'running') return;
    const refusal = this.content.wholeRefusal(words);
    this.life.complete(finishReason, usage);
    this.wholeRefusal = refusal ?? null;
    const refused = refusal === undefined ? {} : { refusal };
    this.content.end({ type: 'done', finishReason, usage, ...refused });
    const { text, reasoning, toolCalls } = this;
    this.life.settle({ text, reasoning, toolCalls, finishReason, usage, ...refused });
  }

  /** Ends the answer early and stops its turn, although the model has more to say. */
  cutShort(finishReason: FinishReason, usage: Usage | null): void {
    this.finish(finishReason, usage);
    this.#stopping.abort();
  }

  /** Fails the completion. */
  fail(error: CodexServeError): void {
    if (this.endedAt !== null) return;
    noteCompletionError(error);
    this.life.fail(error);
    this.content.end({ type: 'failed', error });
    this.life.settle(error);
  }
}
