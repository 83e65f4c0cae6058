import type { Logger } from 'pino';
import { UpstreamError } from '../errors/errors.ts';
import { answer } from './answering/answer.ts';
import { LiveCompletion } from './completion/live-completion.ts';
import type { CompletionRegistry } from './completion/registry.ts';
import type { CompletionRequest } from './completion/request.ts';
import type { Engine } from './engine/engine.ts';
import type { IdentifiedCompletion } from './identify-completion.ts';
import type { CancelOnAbort } from './observers/cancel-on-abort.ts';
import type { ListenerFor } from './observers/observe.ts';
import { inTurn } from './queue/in-turn.ts';
import type { TurnQueue } from './queue/turn-queue.ts';

/** The parts of the core that accepting a completion needs. */
export interface AcceptDeps {
  readonly engine: Engine;
  readonly queue: TurnQueue;
  readonly completions: CompletionRegistry<LiveCompletion>;
  readonly listenerFor: ListenerFor;
  readonly disconnects: CancelOnAbort;
  readonly logger: Logger;
  /** How long one answer may take, in milliseconds. */
  readonly answerMs: number;
}

/**
 * Accepts a completion: takes its place in the queue, makes it visible, and answers it once its turn
 * has come. Throws `UpstreamError` if the service cannot be reached, or `RateLimitedError` if too many
 * completions wait. Aborting the signal cancels the completion.
 */
export function acceptCompletion(
  deps: AcceptDeps,
  request: CompletionRequest,
  { identity, facts }: IdentifiedCompletion,
  signal: AbortSignal,
): LiveCompletion {
  const { engine, queue, completions, listenerFor, disconnects, logger, answerMs } = deps;
  engine.assertAvailable({ caller: identity.caller.id, model: identity.model });
  const place = queue.enter(identity.caller.id);
  const listener = listenerFor(request);
  const isQueued = place.wait !== null;
  const queuePosition = isQueued ? place.position : undefined;
  const completion = new LiveCompletion({
    ...identity,
    isQueued,
    listener,
    ...(queuePosition && { queuePosition }),
  });
  completions.add(completion);
  completion.announce();
  const { previousId } = request;
  if (previousId !== undefined) completions.get(previousId)?.continueWith(completion.id);
  disconnects.watch(completion, signal);
  void inTurn(place, completion, async () => {
    const timer = setTimeout(() => completion.stop(tooLong(answerMs)), answerMs).unref();
    await answer(engine, request, completion, { ...facts, logger }).finally(() =>
      clearTimeout(timer),
    );
  });
  return completion;
}

function tooLong(ms: number): UpstreamError {
  const message = `The answer took longer than ${Math.round(ms / 1000)} s.`;
  return new UpstreamError('answer_timeout', message);
}
