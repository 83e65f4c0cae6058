import type { Response } from 'express';
import type { Completion } from '../../codex/completion/completion.ts';
import type { CompletionEvent } from '../../codex/completion/events.ts';
import type { SseResponse } from '../http/sse-response.ts';
import { createChunkFormat, doneEvent } from './chunks.ts';
import type { ChunkFormat } from './chunks.ts';
import { markFirstToken } from './first-token.ts';

/**
 * Writes a completion's events as chunks until its terminal one. Rejects with the completion's
 * error, and with the signal's reason when the client leaves.
 */
export async function streamAnswer(
  res: Response,
  sse: SseResponse,
  completion: Completion,
  includesUsage: boolean,
  signal: AbortSignal,
): Promise<void> {
  const format = createChunkFormat(completion, includesUsage);
  const events = completion.events();
  signal.addEventListener('abort', () => void events.return?.(), { once: true });
  let hasBegun = false;
  for await (const event of events) {
    const chunks = toChunks(event, format, includesUsage);
    if (chunks.length === 0) continue;
    if (event.type === 'delta') markFirstToken(res);
    if (!hasBegun) sse.send(format.role());
    hasBegun = true;
    for (const chunk of chunks) {
      if (!sse.send(chunk)) await sse.drained(signal);
    }
  }
  signal.throwIfAborted();
}

function toChunks(event: CompletionEvent, format: ChunkFormat, includesUsage: boolean): string[] {
  switch (event.type) {
    case 'delta':
      return [format.content(event.text)];
    case 'reasoning-delta':
      return [format.reasoning(event.text)];
    case 'done': {
      const usage = includesUsage && event.usage ? [format.usage(event.usage)] : [];
      return [format.finish(event.finishReason), ...usage, doneEvent];
    }
    case 'failed':
      throw event.error;
    case 'started':
    default:
      return [];
  }
}
