import type { FinishReason, Usage } from '../completion/events.ts';
import type { ItemEnd, ItemStart } from '../completion/item.ts';
import type { LiveCompletion } from '../completion/live-completion.ts';
import { minNativeTokenLimit } from '../completion/bounds.ts';
import type { CompletionRequest } from '../completion/request.ts';
import type { CallStart, ToolCall } from '../completion/tools.ts';
import type { TokenLogprob } from '../completion/token-logprobs.ts';
import type { Capabilities } from '../engine/capabilities.ts';
import type { AnswerListener, AnswerOutcome } from '../engine/turn.ts';
import { advance, type Advance, type TextLimiter } from './text-limiter.ts';
import { estimateTokens, estimateUsage } from './estimate-usage.ts';
import { ItemMarks } from './item-marks.ts';
import { LogprobQueue } from './logprob-queue.ts';
import { jsonAnswer, type JsonAnswer } from './json/json-answer.ts';
import { stopSequences } from './stop-sequences.ts';
import { tokenLimit } from './token-limit.ts';
import { unmetOptions } from './unmet-options.ts';

/** Receives an answer, and passes it on to a completion in the requested format. */
export interface AnswerShaper extends AnswerListener {
  /** Completes the completion after a successful answer. Ignored if the answer was cut before. */
  end(outcome: AnswerOutcome): void;
}

/**
 * Applies the options that the service does not support: stop sequences, a token limit, JSON. A cut
 * ends the completion and stops its turn. An answer that is not in the requested format is passed
 * on unchanged, and marked as unmet. One that ends early, or with tool calls, is not checked.
 *
 * @param capabilities Of the engine that answers. A limit that the service applies is not applied here.
 */
export function createShaper(
  request: CompletionRequest,
  completion: LiveCompletion,
  capabilities: Capabilities,
): AnswerShaper {
  return new Shaper(request, completion, capabilities);
}

class Shaper implements AnswerShaper {
  readonly #request: CompletionRequest;
  readonly #completion: LiveCompletion;
  readonly #limiters: readonly TextLimiter[];
  readonly #json: JsonAnswer | null;
  readonly delta: (text: string, logprobs?: readonly TokenLogprob[]) => void;
  readonly #logprobs = new LogprobQueue();
  readonly #marks = new ItemMarks();
  /** The messages of JSON that is held back to its end; null for any other answer. */
  readonly #heldMarks: ItemMarks | null;
  /** The end of a message whose last text may be held back as part of the wrapping of its JSON. */
  #heldEnd: ItemEnd | null = null;
  #isOver = false;

  constructor(request: CompletionRequest, completion: LiveCompletion, capabilities: Capabilities) {
    this.#request = request;
    this.#completion = completion;
    this.#limiters = limitersFor(request, capabilities);
    this.#json = jsonFor(request);
    this.#heldMarks = this.#json !== null && request.delivery === 'whole' ? new ItemMarks() : null;
    const isPlain = this.#limiters.length === 0 && this.#json === null;
    // Fast path: most answers need no shaping, and each of their tokens takes this path.
    this.delta = isPlain ? completion.delta.bind(completion) : this.#shape.bind(this);
  }

  get text(): string {
    return this.#completion.text;
  }

  markUnmet(field: string): void {
    this.#completion.markUnmet(field);
  }

  #shape(text: string, logprobs?: readonly TokenLogprob[]): void {
    if (this.#isOver) return;
    if (logprobs !== undefined) this.#logprobs.add(text, logprobs);
    if (this.#limiters.length === 0) {
      this.#pass(text);
      return;
    }
    this.#marks.write(text.length);
    this.#follow(advance(this.#limiters, text, false));
  }

  reasoningDelta(text: string, summaryIndex: number): void {
    this.#completion.reasoningDelta(text, summaryIndex);
  }

  itemAdded(start: ItemStart): void {
    if (this.#isOver) return;
    if (start.type === 'message') {
      this.#marks.add('added', () => this.#messageAdded(start));
      return;
    }
    this.#marks.begin();
    this.#heldMarks?.begin();
    this.#completion.itemAdded(start);
  }

  #messageAdded(start: ItemStart): void {
    const add = (): void => {
      this.#endMessage();
      this.#completion.itemAdded(start);
    };
    if (this.#heldMarks === null) add();
    else this.#heldMarks.add('added', add);
  }

  itemDone(end: ItemEnd): void {
    if (this.#isOver) return;
    if (end.type !== 'message') {
      this.#completion.itemDone(end);
      return;
    }
    this.#marks.add('done', () => this.#messageDone(end));
  }

  #messageDone(end: ItemEnd): void {
    if (this.#heldMarks !== null) {
      this.#heldMarks.add('done', () => this.#completion.itemDone(end));
      return;
    }
    this.#heldEnd = end;
    if (this.#json === null) this.#endMessage();
  }

  refusalDelta(text: string): void {
    this.#flush();
    if (!this.#isOver) this.#completion.refusalDelta(text);
  }

  callAdded(start: CallStart): void {
    this.#completeForCall();
    if (!this.#isOver) this.#completion.callAdded(start);
  }

  callDelta(id: string, text: string): void {
    if (!this.#isOver) this.#completion.callDelta(id, text);
  }

  toolCall(call: ToolCall, itemId?: string): void {
    this.#completeForCall();
    if (!this.#isOver) this.#completion.toolCall(call, itemId);
  }

  /** Passes on the text that is held back, because it comes before a call. */
  #completeForCall(): void {
    this.#flush();
    if (this.#isOver) return;
    this.#release();
    this.#endMessage();
  }

  end({ finishReason, usage, refusal }: AnswerOutcome): void {
    this.#flush();
    if (this.#isOver) return;
    this.#isOver = true;
    this.#completeText(finishReason);
    this.#endMessage();
    for (const field of unmetOptions(this.#request, this.#completion, finishReason)) {
      if (!this.#completion.unmet.includes(field)) this.markUnmet(field);
    }
    this.#completion.finish(finishReason, usage ?? this.#estimate(), refusal);
  }

  #flush(): void {
    if (this.#isOver || this.#limiters.length === 0) return;
    this.#follow(advance(this.#limiters, '', true));
    if (!this.#isOver) this.#marks.end();
  }

  #follow({ text, cut }: Advance): void {
    if (text !== '' || cut !== null) this.#marks.pass(text, cut !== null, this.#pass);
    if (cut === null) return;
    this.#isOver = true;
    this.#completeText(cut);
    const { maxOutputTokens } = this.#request;
    const tokens = cut === 'length' ? maxOutputTokens : undefined;
    this.#endMessage();
    this.#completion.cutShort(cut, this.#estimate(tokens));
  }

  readonly #pass = (text: string): void => {
    this.#logprobs.pass(text.length);
    this.#heldMarks?.write(text.length);
    this.#give(this.#json === null ? text : this.#json.write(text));
  };

  #endMessage(): void {
    const end = this.#heldEnd;
    this.#heldEnd = null;
    if (end !== null) this.#completion.itemDone(end);
  }

  #release(): void {
    this.#giveHeld(this.#json?.release() ?? '');
  }

  /**
   * Passes on the text that was held back. Each message keeps its own where the text is as the model
   * wrote it; what was taken out of its wrapping, or repaired, belongs to the last one.
   */
  #giveHeld(text: string): void {
    const marks = this.#heldMarks;
    if (marks === null || text.length !== marks.heldLength) {
      marks?.begin();
      this.#give(text);
    } else if (text !== '') marks.pass(text, false, (piece) => this.#give(piece));
    marks?.end();
  }

  #give(text: string): void {
    if (text !== '') this.#completion.delta(text, this.#logprobs.take());
  }

  /** Passes on the held text. OpenAI also sends the incomplete JSON of an answer that was cut. */
  #completeText(reason: FinishReason): void {
    if (this.#json === null) return;
    if (reason !== 'stop') {
      this.#release();
      return;
    }
    const { rest, isMet } = this.#json.end();
    this.#giveHeld(rest);
    if (!isMet) this.#completion.markUnmet('response_format');
  }

  #estimate(outputTokens?: number): Usage {
    const { text, calls } = this.#completion;
    const called = calls.flatMap(({ call: { name, input } }) => [name, input]);
    const tokens = outputTokens ?? estimateTokens([text, ...called].join('\n'));
    return estimateUsage(this.#request, tokens);
  }
}

/** The token limit comes first: a stop sequence counts only within the limit. */
function limitersFor(
  { maxOutputTokens, stop = [] }: CompletionRequest,
  { hasTokenLimit }: Capabilities,
): TextLimiter[] {
  const limit = maxOutputTokens ?? Infinity;
  const isCounted = limit !== Infinity && (!hasTokenLimit || limit < minNativeTokenLimit);
  return [
    ...(isCounted ? [tokenLimit(limit)] : []),
    ...(stop.length === 0 ? [] : [stopSequences(stop)]),
  ];
}

function jsonFor({ format, delivery = 'streamed' }: CompletionRequest): JsonAnswer | null {
  return format === undefined || format.type === 'text' ? null : jsonAnswer(format, delivery);
}
