import type { Completion } from '../../../codex/completion/completion.ts';
import type { CompletionEvent } from '../../../codex/completion/events.ts';
import { WholeStream } from '../../../codex/completion/whole-stream.ts';
import type { SseResponse } from '../../../http/answer/sse-response.ts';

/** The chunks that an event becomes, which may be none. Throws what failed. */
export type EventWriter = (event: CompletionEvent) => readonly string[];

/**
 * Writes one choice's events as chunks until the last one, waiting for a client that lags behind.
 * That one gets all of the text, in larger chunks where it is far behind.
 * Rejects with what the writer throws; ends without a word when the signal aborts.
 */
export async function streamChoice(
  sse: SseResponse,
  completion: Completion,
  write: EventWriter,
  signal: AbortSignal,
): Promise<void> {
  const events = new WholeStream(completion);
  signal.addEventListener('abort', () => void events.return(), { once: true });
  for await (const event of events) {
    // Another choice may have failed, and its error must stay the last event.
    if (signal.aborted) return;
    for (const chunk of write(event)) {
      if (!sse.send(chunk)) await sse.drained(signal);
    }
  }
}
