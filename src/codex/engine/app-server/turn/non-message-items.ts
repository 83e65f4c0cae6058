import type { ItemStart } from '../../../completion/item.ts';
import type { JsonObject } from '../../../completion/tools.ts';
import type { OutputListener } from './answer-output.ts';
import type { ItemTracker } from '../../service/output/item-tracker.ts';
import type { MessageText } from './message-text.ts';
import { RetryGuard } from '../../service/output/retry-guard.ts';
import { SummaryText } from '../../service/output/summary-text.ts';
import { paragraphsOf, UncertainItems, type HeldDelta, type HeldItem } from './uncertain-items.ts';

/**
 * Builds the reasoning and the calls of hosted tools of an answer. Holds them back while they may repeat
 * the beginning of the answer.
 */
export class NonMessageItems {
  readonly #listener: OutputListener;
  readonly #items: ItemTracker;
  readonly #messages: MessageText;
  readonly #reasoning = new RetryGuard();
  readonly #summaries = new SummaryText();
  readonly #uncertain = new UncertainItems();
  /** Whether this attempt has completed any item. */
  #hasWholeItem = false;
  /** The hosted call that has begun. */
  #hostedId: string | null = null;

  /** @param messages The messages of the same answer. */
  constructor(listener: OutputListener, items: ItemTracker, messages: MessageText) {
    this.#listener = listener;
    this.#items = items;
    this.#messages = messages;
  }

  /** The model begins to reason. If a message is unfinished, this is a second attempt. */
  reasoningStarted(id: string): void {
    if (this.#messages.isOpen) this.#listener.retried();
    const start = { type: 'reasoning', id } as const;
    if (!this.itemBegan(start)) this.#items.beginReasoning(id);
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
    else if (this.#uncertain.isSame) this.repeated();
    else held.end = { type: 'reasoning', encryptedContent };
  }

  /** The service begins a call of a hosted tool. */
  hostedStarted(id: string, raw: JsonObject): void {
    this.#hostedId = id;
    const start = { type: 'hosted', id, raw } as const;
    if (!this.itemBegan(start)) this.#items.beginHosted(start);
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

  /** A message of the answer is complete. */
  messageCompleted(): void {
    this.#hasWholeItem = true;
  }

  /** The answer starts again. */
  restart(): void {
    this.#reasoning.restart();
    this.#summaries.restart();
    this.#uncertain.take();
    this.#hasWholeItem = false;
  }

  /**
   * An item of the answer begins. Returns whether it is held back because it may repeat the answer.
   * A message never is.
   */
  itemBegan(start: ItemStart): boolean {
    if (this.#items.hasRestarted || !this.#hasWholeItem) return false;
    if (this.#uncertain.begin(start, this.#items.told)) return start.type !== 'message';
    this.goOn();
    return false;
  }

  /** The held items repeat the answer up to this point. */
  repeated(): void {
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
