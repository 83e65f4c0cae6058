import type { Completion } from '../../../codex/completion/completion.ts';
import type { FinishReason, Usage } from '../../../codex/completion/events.ts';
import { sumOf } from '../chat/answer.ts';
import { toUsageBody } from '../chat/usage.ts';

/** One choice of an answer: what runs for it, and what goes before its text. */
export interface RunningChoice {
  readonly completion: Completion;
  readonly prefix: string;
}

/** The choices of an answer, in order. */
export type RunningChoices = readonly [RunningChoice, ...RunningChoice[]];

/**
 * The whole `text_completion`, once all of its choices have ended well. `usage` is left out where
 * the service did not report all of it: zeros would be wrong. There is no place for reasoning.
 */
export function toTextCompletion(choices: RunningChoices): object {
  const usage = usageOf(choices);
  return {
    ...headOf(choices),
    choices: choices.map(({ completion, prefix }, index) => ({
      text: prefix + completion.text,
      index,
      logprobs: null,
      finish_reason: completion.finishReason,
    })),
    ...(usage && { usage: toUsageBody(usage) }),
  };
}

/** Writes the chunks of one streamed answer, each as a whole SSE event. */
export interface TextChunkFormat {
  text(index: number, text: string): string;
  finish(index: number, reason: FinishReason): string;
  /** The chunk with `choices: []`, after all others. */
  usage(usage: Usage): string;
}

/** With `includesUsage` every chunk but the last says `"usage":null`, as OpenAI's do. */
export function createTextChunkFormat(
  choices: RunningChoices,
  includesUsage: boolean,
): TextChunkFormat {
  const head = `data: ${JSON.stringify(headOf(choices)).slice(0, -1)},"choices":[`;
  const end = `]${includesUsage ? ',"usage":null' : ''}}\n\n`;
  const chunk = (index: number, text: string, reason: FinishReason | null): string =>
    head + JSON.stringify({ text, index, logprobs: null, finish_reason: reason }) + end;
  return {
    text: (index, text) => chunk(index, text, null),
    finish: (index, reason) => chunk(index, '', reason),
    usage: (usage) => `${head}],"usage":${JSON.stringify(toUsageBody(usage))}}\n\n`,
  };
}

/** All counts added up; null unless all are known. */
export function usageOf(choices: RunningChoices): Usage | null {
  return sumOf(choices.map(({ completion }) => completion.usage));
}

/** The first choice names the answer: `cmpl-…` here, `chatcmpl-…` for its completion. */
function headOf([{ completion }]: RunningChoices): object {
  return {
    id: completion.id.replace(/^chat/, ''),
    object: 'text_completion',
    created: Math.floor(completion.createdAt.getTime() / 1000),
    model: completion.model,
  };
}
