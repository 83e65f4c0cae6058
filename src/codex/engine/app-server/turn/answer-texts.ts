import { MessageText, type KnownMessage } from './message-text.ts';
import { RetryGuard } from './retry-guard.ts';
import { SummaryText } from './summary-text.ts';

/** Hears what the texts of an answer come to. */
export interface TextsListener {
  /** More of the answer's text. */
  text(fresh: string): void;
  /** More of the reasoning summary's paragraph of that index. */
  reasoning(fresh: string, index: number): void;
  /** The answer comes again, with nothing new so far. */
  repeated(): void;
  /** The answer differs from what was passed on. */
  diverged(): void;
  /** The answer starts again, although nothing said so; `restart` is to be called. */
  retried(): void;
}

/**
 * The texts of an answer: its messages and the summaries of its reasoning, out of their deltas and
 * their ends, each piece once.
 */
export class AnswerTexts {
  readonly #listener: TextsListener;
  readonly #text = new RetryGuard();
  readonly #messages = new MessageText();
  /** The message that has begun last. */
  #message: KnownMessage | null = null;
  readonly #reasoning = new RetryGuard();
  readonly #summaries = new SummaryText();

  constructor(listener: TextsListener) {
    this.#listener = listener;
  }

  /** Whether the last message has begun and has not ended. */
  get isOpen(): boolean {
    return this.#messages.isOpen;
  }

  /** Whether any message has ended. */
  get hasWhole(): boolean {
    return this.#messages.hasWhole;
  }

  /**
   * A message begins. Codex announces its retries but for the first one on a WebSocket (measured on
   * 0.169.0). A new message then shows it, since the one before was left unfinished. Where that was
   * whole, the connection broke just after it, or the answer has a second message.
   */
  begin(itemId: string): void {
    if (!this.#messages.isNew(itemId)) return;
    if (this.#messages.isOpen) this.#listener.retried();
    else this.#text.restartOrGoOn();
    this.#message = this.#messages.begin(itemId);
  }

  /** Some text of a message arrived. */
  delta(itemId: string, text: string): void {
    if (this.#message?.id !== itemId) this.begin(itemId);
    if (this.#message !== null) this.#message.text += text;
    this.#pass(text);
  }

  /** A message is whole, as Codex shows it. What no delta has brought of it is passed on now. */
  shown(itemId: string, text: string): void {
    this.begin(itemId);
    this.#passRest(this.#messages.end(text));
  }

  /** A message is whole, as the service sent it; its text is null where it is more than a text. */
  completed(itemId: string, text: string | null): void {
    if (this.#messages.isNew(itemId) && !this.#messages.isEmpty) return;
    this.begin(itemId);
    const isUnknown = this.#messages.isOpen;
    const rest = this.#messages.end(text ?? '');
    // What Codex leaves out of a message is to stay so: only where it says nothing this is used.
    if (isUnknown && rest !== null) this.#passRest(rest);
  }

  /** A message that the ended turn holds. It counts where its own end was not heard of. */
  listed(itemId: string, text: string): void {
    if (this.#messages.isNew(itemId) && !this.#messages.isEmpty) return;
    this.begin(itemId);
    if (this.#messages.isOpen) this.#passRest(this.#messages.end(text));
  }

  /** Some reasoning arrived. */
  reasoningDelta(itemId: string, delta: string, index: number): void {
    this.#passReasoning(this.#summaries.add(itemId, delta, index), index);
  }

  /** A reasoning item is whole. What no delta has brought of its summary is passed on now. */
  reasoningShown(itemId: string, summary: readonly string[]): void {
    for (const { text, index } of this.#summaries.end(itemId, summary)) {
      this.#passReasoning(text, index);
    }
  }

  /** The answer starts again. */
  restart(): void {
    this.#text.restart();
    this.#messages.restart();
    this.#message = null;
    this.#reasoning.restart();
    this.#summaries.restart();
  }

  #passRest(rest: string | null): void {
    if (rest === null) this.#listener.diverged();
    else if (rest !== '') this.#pass(rest);
  }

  #pass(text: string): void {
    if (!this.#text.mayRepeat && text !== '') {
      this.#text.passed.add(text);
      this.#listener.text(text);
      return;
    }
    const fresh = this.#text.pass(text);
    if (fresh === null) this.#listener.diverged();
    else if (fresh === '') this.#listener.repeated();
    else this.#listener.text(fresh);
  }

  /** A retry that reasons otherwise goes unheard: its text is what counts. */
  #passReasoning(text: string, index: number): void {
    const fresh = this.#reasoning.pass(text);
    if (fresh === null || fresh === '') this.#listener.repeated();
    else this.#listener.reasoning(fresh, index);
  }
}
