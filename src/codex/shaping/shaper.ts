import type { FinishReason, Usage } from '../completion/events.ts';
import type { LiveCompletion } from '../completion/live-completion.ts';
import type { CompletionRequest } from '../completion/request.ts';
import type { ToolCall } from '../completion/tools.ts';
import type { AnswerListener, AnswerOutcome } from '../engine/turn.ts';
import { advance, type Advance, type Cutter } from './cutter.ts';
import { estimateTokens, estimateUsage } from './estimate-usage.ts';
import { jsonAnswer, type JsonAnswer } from './json/json-answer.ts';
import { stopSequences } from './stop-sequences.ts';
import { tokenLimit } from './token-limit.ts';

/** Hears an answer, and passes it on to a completion in the asked-for shape. */
export interface AnswerShaper extends AnswerListener {
  /** The answer has ended well: ends the completion. Passed over when the answer was cut before. */
  end(outcome: AnswerOutcome): void;
}

/**
 * Applies to an answer what the service cannot be told: stop sequences, a limit of tokens, JSON. A
 * cut ends the completion and stops its turn. An answer that is not of the asked-for format is passed
 * on as it came, and marked as unmet; one that ends early, or in tool calls, is not checked.
 */
export function createShaper(request: CompletionRequest, completion: LiveCompletion): AnswerShaper {
  return new Shaper(request, completion);
}

class Shaper implements AnswerShaper {
  readonly #request: CompletionRequest;
  readonly #completion: LiveCompletion;
  readonly #cutters: readonly Cutter[];
  readonly #json: JsonAnswer | null;
  readonly delta: (text: string) => void;
  #isOver = false;

  constructor(request: CompletionRequest, completion: LiveCompletion) {
    this.#request = request;
    this.#completion = completion;
    this.#cutters = cuttersFor(request);
    this.#json = jsonFor(request);
    const isPlain = this.#cutters.length === 0 && this.#json === null;
    // Most answers, and each of their tokens.
    this.delta = isPlain ? completion.delta.bind(completion) : (text) => this.#shape(text);
  }

  get text(): string {
    return this.#completion.text;
  }

  markUnmet(field: string): void {
    this.#completion.markUnmet(field);
  }

  #shape(text: string): void {
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

  end({ finishReason, usage, refusal }: AnswerOutcome): void {
    this.#flush();
    if (this.#isOver) return;
    this.#isOver = true;
    this.#completeText(finishReason);
    this.#completion.finish(finishReason, usage ?? this.#estimate(), refusal);
  }

  #flush(): void {
    if (this.#isOver || this.#cutters.length === 0) return;
    this.#follow(advance(this.#cutters, '', true));
  }

  #follow({ text, cut }: Advance): void {
    if (text !== '') this.#pass(text);
    if (cut === null) return;
    this.#isOver = true;
    this.#completeText(cut);
    const { maxOutputTokens } = this.#request;
    const tokens = cut === 'length' ? maxOutputTokens : undefined;
    this.#completion.cutShort(cut, this.#estimate(tokens));
  }

  #pass(text: string): void {
    this.#give(this.#json === null ? text : this.#json.write(text));
  }

  #release(): void {
    this.#give(this.#json?.release() ?? '');
  }

  #give(text: string): void {
    if (text !== '') this.#completion.delta(text);
  }

  /** Gives out what is held back. OpenAI, too, gives out the broken JSON of an answer that was cut. */
  #completeText(reason: FinishReason): void {
    if (this.#json === null) return;
    if (reason !== 'stop') {
      this.#release();
      return;
    }
    const { rest, isMet } = this.#json.end();
    this.#give(rest);
    if (!isMet) this.#completion.markUnmet('response_format');
  }

  #estimate(outputTokens?: number): Usage {
    const { text, toolCalls } = this.#completion;
    const calls = toolCalls.flatMap(({ name, input }) => [name, input]);
    const tokens = outputTokens ?? estimateTokens([text, ...calls].join('\n'));
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

function jsonFor({ format, delivery = 'streamed' }: CompletionRequest): JsonAnswer | null {
  return format === undefined || format.type === 'text' ? null : jsonAnswer(format, delivery);
}
