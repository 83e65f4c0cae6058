import type { Completion } from '../../codex/completion/completion.ts';
import type { FinishReason, Usage } from '../../codex/completion/events.ts';
import { createdSeconds } from './created.ts';
import { toUsageBody } from './usage.ts';

/** Writes the chunks of one streamed answer, each as a whole SSE event. */
export interface ChunkFormat {
  /** The first chunk: the role, with the empty content that some clients insist on. */
  role(): string;
  content(text: string): string;
  reasoning(text: string): string;
  /** Alone in its chunk, or SDK helpers miss the end of what came before. */
  finish(reason: FinishReason): string;
  /** The chunk with `choices: []`, behind the finish chunk. */
  usage(usage: Usage): string;
}

/** The end of a stream that ended well. */
export const doneEvent = 'data: [DONE]\n\n';

/**
 * All chunks of an answer differ in one string only, so the rest is put together once. With
 * `includesUsage` every chunk but the last says `"usage":null`, as OpenAI's do.
 */
export function createChunkFormat(completion: Completion, includesUsage: boolean): ChunkFormat {
  const head = JSON.stringify({
    id: completion.id,
    object: 'chat.completion.chunk',
    created: createdSeconds(completion),
    model: completion.model,
    service_tier: 'default',
  }).slice(0, -1);
  const start = `data: ${head},"choices":[{"index":0,"delta":`;
  const end = `${includesUsage ? ',"usage":null' : ''}}\n\n`;
  const unfinished = `,"logprobs":null,"finish_reason":null}]${end}`;
  const contentStart = `${start}{"content":`;
  const reasoningStart = `${start}{"reasoning_content":`;
  const deltaEnd = `}${unfinished}`;

  return {
    role: () => `${start}{"role":"assistant","content":"","refusal":null}${unfinished}`,
    content: (text) => contentStart + JSON.stringify(text) + deltaEnd,
    reasoning: (text) => reasoningStart + JSON.stringify(text) + deltaEnd,
    finish: (reason) => `${start}{},"logprobs":null,"finish_reason":"${reason}"}]${end}`,
    usage: (usage) =>
      `data: ${head},"choices":[],"usage":${JSON.stringify(toUsageBody(usage))}}\n\n`,
  };
}
