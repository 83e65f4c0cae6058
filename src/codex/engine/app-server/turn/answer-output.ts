import type { ItemStart } from '../../../completion/item.ts';
import type { JsonObject } from '../../../completion/tools.ts';
import { AnswerRecord } from './answer-record.ts';
import { ItemTracker, type ItemListener, type MessageEnd } from './item-tracker.ts';
import { MessageText, type KnownMessage } from './message-text.ts';
import { RetryGuard } from './retry-guard.ts';
import { SummaryText } from './summary-text.ts';
import { paragraphsOf, UncertainItems, type HeldDelta, type HeldItem } from './uncertain-items.ts';

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
  readonly #reasoning = new RetryGuard();
  readonly #summaries = new SummaryText();
  readonly #items: ItemTracker;
  readonly #uncertain = new UncertainItems();
  /** Whether the last message was whole as the service sent it. */
  #isEnded = true;
  /** Whether this attempt has completed any item. */
  #hasWholeItem = false;
  /** The hosted call that has begun. */
  #hostedId: string | null = null;

  constructor(listener: OutputListener) {
    this.#listener = listener;
    this.#items = new ItemTracker(listener);
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
    this.#mayRepeat(start);
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
    this.#hasWholeItem = true;
    const isNew = this.#items.endMessage(end, text === '', this.#text.mayRepeat);
    if (!isNew) this.#repeated();
  }

  /** The ended turn holds this message. It is used if the message's own end was not received. */
  listed(itemId: string, text: string): void {
    if (this.#messages.isNew(itemId) && !this.#messages.isEmpty) return;
    this.begin(itemId);
    if (this.#messages.isOpen) this.#passRest(this.#messages.end(text));
  }

  /** The model begins to reason. If a message is unfinished, this is a second attempt. */
  reasoningStarted(id: string): void {
    if (this.#messages.isOpen) this.#listener.retried();
    const start = { type: 'reasoning', id } as const;
    if (!this.#mayRepeat(start)) this.#items.beginReasoning(id);
  }

  /** Some reasoning arrived. */
  reasoningDelta(itemId: string, delta: string, index: number): void {
    const held = this.#uncertain.last('reasoning', itemId);
    if (held === null) this.#addReasoning(itemId, delta, index);
    else this.#hold(held, [{ text: delta, index }]);
  }

  /** Codex reports a complete reasoning item. Passes on the text that no delta has brought. */
  reasoningShown(itemId: string, summary: readonly string[]): void {
    const held = this.#uncertain.last('reasoning', itemId);
    if (held !== null) {
      const known = paragraphsOf(held);
      const rest = summary.map((text, index) => text.slice(known[index]?.length ?? 0));
      this.#hold(
        held,
        rest.map((text, index) => ({ text, index })),
      );
      return;
    }
    for (const { text, index } of this.#summaries.rest(itemId, summary)) {
      this.#addReasoning(itemId, text, index);
    }
  }

  /** The service has sent a complete reasoning item. */
  reasoningCompleted(id: string, encryptedContent: string | null): void {
    const held = this.#uncertain.last('reasoning', id);
    this.#hasWholeItem = true;
    if (held === null) this.#items.endReasoning(id, encryptedContent);
    else if (this.#uncertain.isSame) this.#repeated();
    else held.end = { type: 'reasoning', encryptedContent };
  }

  /** The service begins a call of a hosted tool. */
  hostedStarted(id: string, raw: JsonObject): void {
    this.#hostedId = id;
    const start = { type: 'hosted', id, raw } as const;
    if (!this.#mayRepeat(start)) this.#items.beginHosted(start);
  }

  /** A call of a hosted tool is complete. This may be the first event about it. */
  hostedCompleted(id: string, raw: JsonObject): void {
    if (this.#hostedId !== id) this.hostedStarted(id, raw);
    this.#hostedId = null;
    this.#hasWholeItem = true;
    const held = this.#uncertain.last('hosted', id);
    if (held === null) this.#items.endHosted({ type: 'hosted', raw });
    else held.end = { type: 'hosted', raw };
  }

  /** The answer continues with new output, so the held items were not a repetition. */
  goOn(): void {
    for (const { start, deltas, end } of this.#uncertain.take()) {
      if (start.type === 'hosted') this.#items.beginHosted(start);
      else this.#items.beginReasoning(start.id ?? '');
      for (const { text, index } of deltas) this.#addReasoning(start.id ?? '', text, index);
      if (end?.type === 'hosted') this.#items.endHosted(end);
      if (end?.type === 'reasoning') {
        this.#items.endReasoning(start.id ?? '', end.encryptedContent ?? null);
      }
    }
  }

  /** The answer has no more output. */
  end(): void {
    this.goOn();
    // A message that Codex drops holds a refusal.
    if (this.#messages.isOpen && !this.#text.mayRepeat) this.#items.beginText();
  }

  /** The answer starts again. */
  restart(): void {
    this.record.retried();
    this.#text.restart();
    this.#messages.restart();
    this.#message = null;
    this.#reasoning.restart();
    this.#summaries.restart();
    this.#uncertain.take();
    this.#items.restart();
    this.#isEnded = true;
    this.#hasWholeItem = false;
  }

  /** Whether an item that begins is held back, because it may repeat the answer. */
  #mayRepeat(start: ItemStart): boolean {
    if (this.#items.hasRestarted || !this.#hasWholeItem) return false;
    if (this.#uncertain.begin(start, this.#items.told)) return start.type !== 'message';
    this.goOn();
    return false;
  }

  /** The held items repeat the answer up to this point. */
  #repeated(): void {
    const { place } = this.#uncertain;
    if (place === null) return;
    this.#reasoning.restart();
    this.#summaries.restart();
    for (const { start, deltas } of this.#uncertain.take()) {
      for (const { text, index } of deltas) {
        this.#reasoning.pass(this.#summaries.add(start.id ?? '', text, index));
      }
    }
    this.#items.restart(place);
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
      if (this.#uncertain.place !== null) this.goOn();
      this.#items.beginText();
      this.#listener.text(fresh);
    }
  }

  #hold(held: HeldItem, deltas: readonly HeldDelta[]): void {
    held.deltas.push(...deltas);
    if (this.#uncertain.isAlike) this.#listener.repeated();
    else this.goOn();
  }

  /** Drops a retry's reasoning if it differs. Only the text decides whether a retry matches. */
  #addReasoning(itemId: string, delta: string, index: number): void {
    this.#items.noteReasoning(delta, index);
    const fresh = this.#reasoning.pass(this.#summaries.add(itemId, delta, index));
    if (fresh === null || fresh === '') return this.#listener.repeated();
    this.#items.growReasoning();
    return this.#listener.reasoning(fresh, index);
  }
}
