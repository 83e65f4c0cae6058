import type { FinishReason, Usage } from '../../../codex/completion/events.ts';
import type { TokenLogprob } from '../../../codex/completion/token-logprobs.ts';
import type { CallStart, ToolCall } from '../../../codex/completion/tools.ts';
import { toLogprobsBody } from './answer-extras.ts';
import { toUsageBody } from './usage.ts';

/** What all chunks of one answer have in common. */
export interface AnswerHead {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly model: string;
  readonly serviceTier: string;
}

/** Writes the chunks of one streamed answer, each as a whole SSE event. */
export interface ChunkFormat {
  /** The chunks of one choice. */
  choice(index: number): ChoiceFormat;
  /**
   * The chunk with `choices: []`, after the finish chunks.
   *
   * @param unmet Request options that the answer does not honor.
   */
  usage(usage: Usage, unmet: readonly string[]): string;
}

/** Writes the chunks of a call. */
export interface CallFormat {
  /** The first chunk of a call: its id and name, which appear once. */
  added(call: CallStart, index: number): string;
  /** Some of its input. */
  input(type: ToolCall['type'], index: number, text: string): string;
}

/** Writes the chunks of one choice. */
export interface ChoiceFormat {
  /** The first chunk: the role, with the empty content that some clients insist on. */
  role(): string;
  /** What goes before and after the JSON string of a piece of content. */
  readonly contentFrame: readonly [start: string, end: string];
  /** A piece of content with its tokens. */
  contentWithLogprobs(text: string, tokens: readonly TokenLogprob[]): string;
  /** The pages that the content cites. */
  annotations(annotations: readonly object[]): string;
  /** What the model says instead of an answer. */
  refusal(text: string): string;
  /** Reasoning beside the content, in the member of that name. */
  reasoning(member: 'reasoning_content' | 'reasoning', text: string): string;
  /** How tool calls are written. */
  readonly toolCalls: CallFormat;
  /** How the only call is written as the deprecated `function_call`. */
  readonly functionCall: CallFormat;
  /**
   * Alone in its chunk, or SDK helpers miss the end of what came before.
   *
   * @param unmet Request options that the answer does not honor.
   */
  finish(reason: FinishReason | 'function_call', unmet: readonly string[]): string;
}

/** The end of a stream that ended well. */
export const doneEvent = 'data: [DONE]\n\n';

/**
 * All chunks of a choice differ in one string only, so the rest is put together once. With
 * `includesUsage` every chunk but the last says `"usage":null`, as OpenAI's do.
 */
export function createChunkFormat(answer: AnswerHead, includesUsage: boolean): ChunkFormat {
  const head = JSON.stringify({
    id: answer.id,
    object: 'chat.completion.chunk',
    created: answer.created,
    model: answer.model,
    service_tier: answer.serviceTier,
  }).slice(0, -1);
  const end = `${includesUsage ? ',"usage":null' : ''}}\n\n`;
  return {
    choice: (index) =>
      createChoiceFormat(`data: ${head},"choices":[{"index":${index},"delta":`, end),
    usage: (usage, unmet) =>
      `data: ${head},"choices":[],"usage":${JSON.stringify(toUsageBody(usage))}${mark(unmet)}}\n\n`,
  };
}

function createChoiceFormat(start: string, end: string): ChoiceFormat {
  const unfinished = `,"logprobs":null,"finish_reason":null}]${end}`;
  const delta = (body: object): string => start + JSON.stringify(body) + unfinished;
  const call = (body: object): string => delta({ tool_calls: [body] });

  return {
    role: () => delta({ role: 'assistant', content: '', refusal: null }),
    contentFrame: [`${start}{"content":`, `}${unfinished}`],
    contentWithLogprobs: (content, tokens) =>
      `${start}${JSON.stringify({ content })},"logprobs":${JSON.stringify(toLogprobsBody(tokens))},"finish_reason":null}]${end}`,
    annotations: (annotations) => delta({ annotations }),
    refusal: (refusal) => delta({ refusal }),
    reasoning: (member, text) => delta({ [member]: text }),
    toolCalls: {
      added: ({ type, id, name }, index) =>
        type === 'function'
          ? call({ index, id, type, function: { name, arguments: '' } })
          : call({ index, id, type, custom: { name, input: '' } }),
      input: (type, index, text) =>
        type === 'function'
          ? call({ index, function: { arguments: text } })
          : call({ index, custom: { input: text } }),
    },
    functionCall: {
      added: ({ name }) => delta({ function_call: { name, arguments: '' } }),
      input: (_, __, text) => delta({ function_call: { arguments: text } }),
    },
    finish: (reason, unmet) =>
      `${start}{},"logprobs":null,"finish_reason":"${reason}"}]${mark(unmet)}${end}`,
  };
}

/** What a stream says instead of the header of a whole answer, which is gone by then. */
function mark(unmet: readonly string[]): string {
  return unmet.length === 0 ? '' : `,"codex_serve":${JSON.stringify({ unmet })}`;
}
