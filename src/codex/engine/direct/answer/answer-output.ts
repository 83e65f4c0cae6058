import type { ItemEnd, OutputPart } from '../../../completion/item.ts';
import type { JsonObject } from '../../../completion/tools.ts';
import type { TokenLogprob } from '../../../completion/token-logprobs.ts';
import type { TurnListener } from '../../turn.ts';
import { ItemTracker } from '../../service/output/item-tracker.ts';
import { refusalWords } from '../../service/output/refusal-words.ts';
import { divergedError, RetryGuard } from '../../service/output/retry-guard.ts';
import { SummaryText } from '../../service/output/summary-text.ts';
import { CallOutput, type RawCall } from './call-output.ts';
import { lastLogprobs, logprobsIn } from './logprobs.ts';
import { objectsOf, textOf } from '../../../completion/json-members.ts';

/**
 * Builds the output of an answer from the items of a response. Passes on each piece once, even if
 * the answer starts again. Each method throws `answer_diverged` if a later attempt differs from what
 * was passed on.
 */
export class AnswerOutput {
  readonly #listener: TurnListener;
  readonly #onNew: () => void;
  readonly #text = new RetryGuard();
  readonly #reasoning = new RetryGuard();
  readonly #summaries = new SummaryText();
  readonly #refusals = new RetryGuard();
  readonly #items: ItemTracker;
  readonly calls: CallOutput;
  /** The message that began last, with the text of its deltas. */
  #message: { readonly id: string; text: string; tokens: number } | null = null;
  #refusal: string | null = null;

  /** @param onNew Called before anything new is passed on. */
  constructor(listener: TurnListener, onNew: () => void) {
    this.#listener = listener;
    this.#onNew = onNew;
    this.#items = new ItemTracker({
      itemAdded: (start) => listener.itemAdded(start),
      itemDone: (end) => listener.itemDone(end),
    });
    this.calls = new CallOutput(listener, () => {
      this.#endMessage({ type: 'message' });
      onNew();
    });
  }

  /** What the model said when it refused; null if it did not refuse. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** An item begins. */
  added(item: JsonObject): void {
    const id = textOf(item['id']);
    switch (textOf(item['type'])) {
      case 'message':
        return this.#beginMessage(id, phaseOf(item));
      case 'reasoning':
        return this.#items.beginReasoning(id);
      case 'function_call':
      case 'custom_tool_call':
        return this.calls.added(rawCall(item));
      default:
        return isHosted(item) ? this.#beginHosted(id, item) : undefined;
    }
  }

  /** More text of a message, with its tokens; none where the service sends none. */
  text(itemId: string, delta: string, tokens: readonly TokenLogprob[]): void {
    if (this.#message?.id !== itemId) this.#beginMessage(itemId, null);
    if (this.#message !== null) {
      this.#message.text += delta;
      this.#message.tokens += tokens.length;
    }
    this.#pass(delta, tokens);
  }

  /** More of a reasoning summary's paragraph. A later attempt may reason otherwise, unheard. */
  reasoning(itemId: string, delta: string, index: number): void {
    const fresh = this.#reasoning.pass(this.#summaries.add(itemId, delta, index));
    if (fresh === null || fresh === '') return;
    this.#onNew();
    this.#items.growReasoning();
    this.#listener.reasoningDelta(fresh, index);
  }

  /** More of what the model says when it refuses. */
  refusalDelta(delta: string): void {
    const fresh = this.#refusals.pass(delta);
    if (fresh === null) throw divergedError();
    if (fresh === '') return;
    this.#onNew();
    this.#items.beginText();
    this.#listener.refusalDelta(fresh);
  }

  /** An item is whole. This may be the first event about it. */
  done(item: JsonObject): void {
    const id = textOf(item['id']);
    switch (textOf(item['type'])) {
      case 'message':
        return this.#messageDone(id, item);
      case 'reasoning':
        return this.#reasoningDone(id, item);
      case 'function_call':
      case 'custom_tool_call':
        return item['status'] === 'incomplete'
          ? this.calls.cut(rawCall(item))
          : this.calls.done(rawCall(item));
      default:
        return isHosted(item) ? this.#items.endHosted({ type: 'hosted', raw: item }) : undefined;
    }
  }

  /** The answer has no more output. It must have repeated all that an earlier attempt had passed on. */
  end(): void {
    const isShorter = this.#text.mayRepeat || this.#refusals.mayRepeat || this.calls.areMissing;
    if (isShorter) throw divergedError();
    this.#endMessage({ type: 'message' });
  }

  /** The answer starts again. */
  restart(): void {
    this.#text.restart();
    this.#reasoning.restart();
    this.#refusals.restart();
    this.#summaries.restart();
    this.#items.restart();
    this.calls.restart();
    this.#message = null;
    this.#refusal = null;
  }

  #beginMessage(id: string, phase: string | null): void {
    this.#endMessage({ type: 'message' });
    this.#message = { id, text: '', tokens: 0 };
    this.#items.beginMessage({ type: 'message', ...(id !== '' && { id }), phase });
  }

  #beginHosted(id: string, raw: JsonObject): void {
    this.#onNew();
    this.#items.beginHosted({ type: 'hosted', raw, ...(id !== '' && { id }) });
  }

  #messageDone(id: string, item: JsonObject): void {
    if (this.#message?.id !== id) this.#beginMessage(id, phaseOf(item));
    const parts = objectsOf(item['content']).flatMap(outputPart);
    for (const part of parts) if (part.type === 'refusal') this.#refusal = part.refusal;
    const whole = parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
    const known = this.#message?.text ?? '';
    if (!whole.startsWith(known)) throw divergedError();
    const tokens = objectsOf(item['content']).flatMap(({ logprobs }) => logprobsIn(logprobs));
    this.#pass(whole.slice(known.length), tokens.slice(this.#message?.tokens));
    const status = item['status'] === 'incomplete' ? 'incomplete' : 'completed';
    this.#endMessage({ type: 'message', parts, status });
  }

  #reasoningDone(id: string, item: JsonObject): void {
    const summary = objectsOf(item['summary']).map(({ text }) => textOf(text));
    for (const { text, index } of this.#summaries.rest(id, summary)) {
      this.reasoning(id, text, index);
    }
    const encrypted = item['encrypted_content'];
    this.#items.endReasoning(id, typeof encrypted === 'string' ? encrypted : null);
  }

  #endMessage(end: Extract<ItemEnd, { readonly type: 'message' }>): void {
    if (this.#message === null) return;
    const isEmpty = this.#message.text === '';
    this.#message = null;
    this.#items.endMessage(end, isEmpty, this.#text.mayRepeat);
  }

  #pass(text: string, tokens: readonly TokenLogprob[]): void {
    if (text === '') return;
    const logprobs = tokens.length === 0 ? undefined : tokens;
    if (!this.#text.mayRepeat && this.#items.message !== null) {
      this.#text.passed.add(text);
      this.#onNew();
      this.#listener.delta(text, logprobs);
      return;
    }
    const fresh = this.#text.pass(text);
    if (fresh === null) throw divergedError();
    if (fresh === '') return;
    this.#onNew();
    this.#items.beginText();
    this.#listener.delta(fresh, logprobs && lastLogprobs(logprobs, fresh.length));
  }
}

function phaseOf({ phase }: JsonObject): string | null {
  return typeof phase === 'string' ? phase : null;
}

/** A call of a tool that the service runs itself. */
function isHosted({ type }: JsonObject): boolean {
  return textOf(type).endsWith('_call');
}

function rawCall(item: JsonObject): RawCall {
  const isCustom = item['type'] === 'custom_tool_call';
  return {
    type: isCustom ? 'custom' : 'function',
    id: textOf(item['call_id']),
    itemId: textOf(item['id']),
    namespace: textOf(item['namespace']),
    name: textOf(item['name']),
    input: textOf(item[isCustom ? 'input' : 'arguments']),
  };
}

function outputPart({ type, text, refusal, annotations }: JsonObject): OutputPart[] {
  if (type === 'refusal') return [{ type, refusal: refusalWords(textOf(refusal ?? text)) }];
  if (type !== 'output_text') return [];
  return [{ type: 'text', text: textOf(text), annotations: objectsOf(annotations) }];
}
