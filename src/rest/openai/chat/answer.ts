import type { Completion, CompletionResult } from '../../../codex/completion/completion.ts';
import type { FinishReason, Usage } from '../../../codex/completion/events.ts';
import { addUsage } from '../../../codex/completion/usage.ts';
import { unmetError } from '../errors/unmet-error.ts';
import type { AnswerBody } from '../stored/stored-completions.ts';
import type { AnswerShape } from './answer-shape.ts';
import { toAnnotations, toLogprobsBody } from './answer-extras.ts';
import type { AnswerHead } from './chunks.ts';
import { thinkEnd, thinkStart } from './reasoning-format.ts';
import { toFunctionCallBody, toToolCallBody } from './tool-call-body.ts';
import { toUsageBody } from './usage.ts';

/** One answer to a request: a completion for each choice, at least one. */
export interface Answer {
  readonly choices: readonly [Completion, ...Completion[]];
  readonly shape: AnswerShape;
}

/** What names the whole answer is the first choice's. */
export function answerHead({ choices: [first], shape }: Answer): AnswerHead {
  return {
    id: first.id,
    created: Math.floor(first.createdAt.getTime() / 1000),
    model: first.model,
    serviceTier: shape.serviceTier,
  };
}

/** Request options that some choice does not honor, as far as is known. */
export function unmetBy({ choices }: Answer): string[] {
  return [...new Set(choices.flatMap(({ unmet }) => unmet))];
}

/** For `--strict`: throws where the answer does not honor an option. */
export function assertMet({ unmet: [option] }: Completion): void {
  if (option !== undefined) throw unmetError(option);
}

/**
 * The whole answer as OpenAI writes it, once all of its completions have ended well. `usage` is
 * left out where the service did not report all of it: zeros would be wrong.
 */
export function toAnswerBody(answer: Answer, results: readonly CompletionResult[]): AnswerBody {
  const { id, created, model, serviceTier } = answerHead(answer);
  const { shape } = answer;
  const usage = sumOf(results.map((result) => result.usage));
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: results.map((result, index) => {
      const choice = answer.choices[index] ?? answer.choices[0];
      return {
        index,
        message: toMessageBody(result, choice, shape),
        logprobs: shape.hasLogprobs ? toLogprobsBody(choice.logprobs) : null,
        finish_reason: finishReason(result.finishReason, shape),
      };
    }),
    ...(usage && { usage: toUsageBody(usage) }),
    service_tier: serviceTier,
    ...(shape.metadata && { metadata: shape.metadata }),
  };
}

function toMessageBody(
  { text, reasoning, toolCalls, ...result }: CompletionResult,
  choice: Completion,
  shape: AnswerShape,
): object {
  const [call] = toolCalls;
  const refusal = result.refusal ?? null;
  const isThinking = shape.reasoning === 'think' && reasoning !== '';
  const thoughts = isThinking ? thinkStart + reasoning + thinkEnd : '';
  const content = thoughts + text;
  return {
    role: 'assistant',
    content: content === '' && (call !== undefined || refusal !== null) ? null : content,
    refusal,
    annotations: toAnnotations(choice, thoughts.length),
    ...(reasoning !== '' && besideContent(shape) && { [shape.reasoning]: reasoning }),
    ...(call && !shape.isLegacy && { tool_calls: toolCalls.map(toToolCallBody) }),
    ...(call && shape.isLegacy && { function_call: toFunctionCallBody(call) }),
  };
}

function besideContent({ reasoning }: AnswerShape): boolean {
  return reasoning === 'reasoning_content' || reasoning === 'reasoning';
}

/** In the words of the request. OpenAI's answer to a choice that names the tool ends with `stop`. */
export function finishReason(
  reason: FinishReason,
  { isLegacy, isToolNamed }: AnswerShape,
): FinishReason | 'function_call' {
  if (isToolNamed && reason === 'tool_calls') return 'stop';
  return isLegacy && reason === 'tool_calls' ? 'function_call' : reason;
}

/** All counts added up; null unless all are known. */
export function sumOf(usages: readonly (Usage | null)[]): Usage | null {
  return usages.reduce((sum, usage) => sum && usage && addUsage(sum, usage));
}
