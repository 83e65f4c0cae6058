import { AnswerRecord } from './answer-record.ts';
import {
  ItemTracker,
  type ItemListener,
  type MessageEnd,
} from '../../service/output/item-tracker.ts';
import { MessageText, type KnownMessage } from './message-text.ts';
import { NonMessageItems } from './non-message-items.ts';
import { RetryGuard } from '../../service/output/retry-guard.ts';

/** Receives the new output of an answer. */
export interface OutputListener extends ItemListener {
  /** More of the answer's text. */
  text(fresh: string): void;
  /** More of the reasoning summary's paragraph at that index. */
  reasoning(fresh: string, index: number): void;
  /** The answer is repeated, with nothing new so far. */
  repeated(): void;
  /** The answer differs from what was passed on. */
  diverged(): void;
  /** The answer starts again without an announcement. The listener must call `restart`. */
  retried(): void;
}

/** A whole message, as the service sent it. */
export interface WholeMessage {
  readonly id: string;
  /** Null if the message holds more than text. */
  readonly text: string | null;
  readonly end: MessageEnd;
}

/**
 * Builds the output of an answer from the service's events: messages, reasoning and calls of hosted
 * tools. Passes on each piece and each item once, even if the answer starts again.
 */
export class AnswerOutput {
  /** Records what the answer leaves in the thread. */
  readonly record = new AnswerRecord();
  readonly #listener: OutputListener;
  readonly #text = new RetryGuard();
  readonly #messages = new MessageText();
  /** The message that began last. */
  #message: KnownMessage | null = null;
  readonly #items: ItemTracker;
  /** The reasoning and the calls of hosted tools. */
  readonly nonMessages: NonMessageItems;
  /** Whether the last message was whole as the service sent it. */
  #isEnded = true;

  constructor(listener: OutputListener) {
    this.#listener = listener;
    this.#items = new ItemTracker(listener);
    this.nonMessages = new NonMessageItems(listener, this.#items, this.#messages);
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
   * A message begins. Codex announces all retries except the first one on a WebSocket (measured on
   * 0.171.0). If the previous message is unfinished, the new message is such a retry. If it is
   * complete, the new message may be a retry or the answer's next message.
   */
  begin(id: string, phase: string | null = null): void {
    if (!this.#messages.isNew(id)) return;
    if (this.#messages.isOpen) this.#listener.retried();
    else {
      if (!this.#isEnded) this.#items.endMessage({ type: 'message' }, true, this.#text.mayRepeat);
      this.#text.restartOrGoOn();
    }
    this.#message = this.#messages.begin(id);
    this.#isEnded = false;
    const start = { type: 'message', id, phase } as const;
    this.nonMessages.itemBegan(start);
    this.#items.beginMessage(start);
  }

  /** Some text of a message arrived. */
  delta(itemId: string, text: string): void {
    if (this.#message?.id !== itemId) this.begin(itemId);
    if (this.#message !== null) this.#message.text += text;
    this.#pass(text);
  }

  /** Codex reports a complete message. Passes on the text that no delta has brought. */
  shown(itemId: string, text: string): void {
    this.begin(itemId);
    this.#passRest(this.#messages.end(text));
  }

  /** The service has sent a complete message. */
  completed({ id, text, end }: WholeMessage): void {
    this.record.message(text);
    if (this.#messages.isNew(id) && !this.#messages.isEmpty) return;
    this.begin(id);
    const isUnknown = this.#messages.isOpen;
    const rest = this.#messages.end(text ?? '');
    // Codex omits parts of some messages on purpose. Use this text only if Codex reports none.
    if (isUnknown && rest !== null) this.#passRest(rest);
    this.#isEnded = true;
    this.nonMessages.messageCompleted();
    const isNew = this.#items.endMessage(end, text === '', this.#text.mayRepeat);
    if (!isNew) this.nonMessages.repeated();
  }

  /** The ended turn holds this message. It is used if the message's own end was not received. */
  listed(itemId: string, text: string): void {
    if (this.#messages.isNew(itemId) && !this.#messages.isEmpty) return;
    this.begin(itemId);
    if (this.#messages.isOpen) this.#passRest(this.#messages.end(text));
  }

  /** The answer has no more output. */
  end(): void {
    this.nonMessages.goOn();
    // A message that Codex drops holds a refusal.
    if (this.#messages.isOpen && !this.#text.mayRepeat) this.#items.beginText();
  }

  /** The answer starts again. */
  restart(): void {
    this.record.retried();
    this.#text.restart();
    this.#messages.restart();
    this.#message = null;
    this.nonMessages.restart();
    this.#items.restart();
    this.#isEnded = true;
  }

  #passRest(rest: string | null): void {
    if (rest === null) this.#listener.diverged();
    else if (rest !== '') this.#pass(rest);
  }

  #pass(text: string): void {
    if (!this.#text.mayRepeat && text !== '' && this.#items.message !== null) {
      this.#text.passed.add(text);
      this.#listener.text(text);
      return;
    }
    const fresh = this.#text.pass(text);
    if (fresh === null) this.#listener.diverged();
    else if (fresh === '') this.#listener.repeated();
    else {
      this.nonMessages.goOn();
      this.#items.beginText();
      this.#listener.text(fresh);
    }
  }
}
