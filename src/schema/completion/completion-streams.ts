import { randomUUID } from 'node:crypto';
import type { Completion } from '../../codex/completion/completion.ts';
import type { EventStream } from '../../codex/completion/event-stream.ts';
import type { SessionCore } from '../../codex/session-core.ts';
import { CodexServeError, InvalidRequestError } from '../../errors/errors.ts';
import type { ChatCompletionInput } from './chat-completion-input.ts';
import { CompletionNotFoundError } from './completion-not-found-error.ts';
import { eventsOf } from './events-of.ts';
import { lazyStream } from './lazy-stream.ts';
import { startCompletion, type Asker } from './start-completion.ts';
import { unavailable, type StreamEvent } from './stream-event.ts';

/**
 * Starts a completion and streams it. The stream owns the completion: closing it cancels the turn.
 * What keeps a completion from starting comes as a `failed` event, the stream's only one; its
 * completion id is new and names nothing.
 */
export function startedStream(asker: Asker, input: ChatCompletionInput): EventStream<StreamEvent> {
  return lazyStream(async (signal) => {
    try {
      return eventsOf(await startCompletion(asker, input, signal), -1);
    } catch (error) {
      return only(notStarted(error));
    }
  });
}

/**
 * Every event of a completion after the given sequence (-1: from the start), whichever surface
 * started it. Closing the stream leaves the completion alone. Where nothing can be shown, an
 * `unavailable` event says why, and is the stream's only one.
 */
export function watchedStream(
  core: SessionCore,
  id: string,
  after: number,
): EventStream<StreamEvent> {
  return lazyStream(() => {
    try {
      const completion = core.completion(id);
      if (completion === undefined) throw new CompletionNotFoundError(id);
      checkAfter(after, completion);
      return eventsOf(completion, after);
    } catch (error) {
      return only(unavailable(error, id, after));
    }
  });
}

/** An async generator serves here, for it never waits. */
async function* only(event: StreamEvent): EventStream<StreamEvent> {
  yield event;
}

function checkAfter(after: number, { lastSequence }: Completion): void {
  if (after >= -1 && after <= lastSequence) return;
  throw new InvalidRequestError(
    'invalid_value',
    `after must be the sequence of an event of this completion, so far 0 to ${lastSequence}, or -1 for the start; it is ${after}.`,
    { param: 'after' },
  );
}

function notStarted(error: unknown): StreamEvent {
  if (!(error instanceof CodexServeError)) throw error;
  const completionId = `chatcmpl-${randomUUID().replaceAll('-', '')}`;
  return { event: { type: 'failed', completionId, sequence: 0, error }, completion: null };
}
