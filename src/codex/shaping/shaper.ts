import type { FinishReason, Usage } from '../completion/events.ts';
import type { LiveCompletion } from '../completion/live-completion.ts';
import type { CompletionRequest } from '../completion/request.ts';
import type { ToolCall } from '../completion/tools.ts';
import type { TurnListener, TurnOutcome } from '../engine/turn/turn.ts';
import { toCodexServeError } from '../../errors/errors.ts';
import { advance, type Advance, type Cutter } from './cutter.ts';
import { estimateTokens, estimateUsage } from './estimate-usage.ts';
import { heldJson, type HeldJson } from './json/held-json.ts';
import { isHeldByService } from './plan-format.ts';
import { stopSequences } from './stop-sequences.ts';
import { tokenLimit } from './token-limit.ts';

/** How an answer ended, of all that a turn's outcome tells. */
export type AnswerEnd = Pick<TurnOutcome, 'finishReason' | 'usage'>;

/** Hears a turn, and passes it on to a completion in the asked-for shape. */
export interface AnswerShaper extends TurnListener {
  /** The turn has ended well: ends the completion. Passed over when the answer was cut before. */
  end(outcome: AnswerEnd): void;
}

/**
 * Applies to an answer what the service cannot be told: stop sequences, a limit of tokens, JSON. A
 * cut ends the completion and stops its turn. JSON that is not held by the service comes as one
 * delta at the end; an answer that ends early, or in tool calls, is passed on as it came.
 *
 * @throws {InvalidRequestError} When the answer has to be checked against a schema that cannot be.
 */
export function createShaper(request: CompletionRequest, completion: LiveCompletion): AnswerShaper {
  return new Shaper(request, completion);
}

class Shaper implements AnswerShaper {
  readonly #request: CompletionRequest;
  readonly #completion: LiveCompletion;
  readonly #cutters: readonly Cutter[];
  readonly #held: HeldJson | null;
  #isOver = false;

  constructor(request: CompletionRequest, completion: LiveCompletion) {
    this.#request = request;
    this.#completion = completion;
    this.#cutters = cuttersFor(request);
    this.#held = holderFor(request);
  }

  delta(text: string): void {
    if (this.#isOver) return;
    if (this.#cutters.length === 0) this.#pass(text);
    else this.#follow(advance(this.#cutters, text, false));
  }

  reasoningDelta(text: string, summaryIndex: number): void {
    this.#completion.reasoningDelta(text, summaryIndex);
  }

  toolCall(call: ToolCall): void {
    this.#flush();
    if (this.#isOver) return;
    this.#release();
    this.#completion.toolCall(call);
  }

  end({ finishReason, usage }: AnswerEnd): void {
    this.#flush();
    if (this.#isOver) return;
    this.#isOver = true;
    const isEarly = finishReason === 'length' || finishReason === 'content_filter';
    if (!this.#completeText(finishReason)) return;
    const known = usage ?? (isEarly ? this.#estimate() : null);
    this.#completion.finish(finishReason, known);
  }

  #flush(): void {
    if (!this.#isOver) this.#follow(advance(this.#cutters, '', true));
  }

  #follow({ text, cut }: Advance): void {
    if (text !== '') this.#pass(text);
    if (cut === null) return;
    this.#isOver = true;
    if (!this.#completeText(cut)) return;
    const { maxOutputTokens } = this.#request;
    const tokens = cut === 'length' ? maxOutputTokens : undefined;
    this.#completion.cutShort(cut, this.#estimate(tokens));
  }

  #pass(text: string): void {
    if (this.#held === null) this.#completion.delta(text);
    else this.#held.add(text);
  }

  #release(): void {
    const text = this.#held?.release() ?? '';
    if (text !== '') this.#completion.delta(text);
  }

  /** Gives out what is held; false when that has failed the completion. */
  #completeText(reason: FinishReason): boolean {
    if (this.#held === null) return true;
    // OpenAI, too, gives out the broken JSON of an answer that ended early.
    if (reason !== 'stop') {
      this.#release();
      return true;
    }
    try {
      this.#completion.delta(this.#held.json());
      return true;
    } catch (error) {
      this.#completion.stop(toCodexServeError(error));
      return false;
    }
  }

  #estimate(outputTokens?: number): Usage {
    const tokens = outputTokens ?? estimateTokens(this.#completion.text);
    return estimateUsage(this.#request, tokens);
  }
}

/** The limit comes first: a stop sequence counts only where it lies within the limit. */
function cuttersFor({ maxOutputTokens, stop = [] }: CompletionRequest): Cutter[] {
  return [
    ...(maxOutputTokens === undefined ? [] : [tokenLimit(maxOutputTokens)]),
    ...(stop.length === 0 ? [] : [stopSequences(stop)]),
  ];
}

function holderFor({ format }: CompletionRequest): HeldJson | null {
  if (format === undefined || format.type === 'text') return null;
  return format.type === 'json_schema' && isHeldByService(format) ? null : heldJson(format);
}
