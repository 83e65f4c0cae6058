import { CancelledError, InvalidRequestError } from '../../../errors/errors.ts';
import type { ResponseItem } from '../protocol/ResponseItem.ts';
import type { RpcConnection } from '../rpc/connection.ts';
import type { ThreadNotification } from '../rpc/methods.ts';
import { historyItems } from './history.ts';
import { callError } from './turn-error.ts';
import { Turn, type TurnListener, type TurnOutcome, type TurnRequest } from './turn.ts';

/**
 * Answers a conversation in a thread of its own: starts it, puts the history in, runs a turn and
 * frees it again. The model sees the messages and nothing else: empty base instructions (null would
 * mean Codex's own), no environment, and the engine home's configuration.
 *
 * Rejects with a `CodexServeError`. An abort interrupts the turn at once; the promise settles when
 * the thread has been given back.
 *
 * @param cwd An empty folder; a thread needs one.
 */
export async function runTurn(
  rpc: RpcConnection,
  cwd: string,
  request: TurnRequest,
  listener: TurnListener,
  signal: AbortSignal,
): Promise<TurnOutcome> {
  if (signal.aborted) throw new CancelledError();
  const turn = new Turn(request, listener);
  const cancel = (): void => turn.fail(new CancelledError());
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await runInThread(rpc, await startThread(rpc, cwd, request.model), request, turn);
  } catch (error) {
    throw callError(error);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

async function startThread(rpc: RpcConnection, cwd: string, model: string): Promise<string> {
  const { thread } = await rpc.call('thread/start', {
    model,
    cwd,
    baseInstructions: '',
    environments: [],
    ephemeral: true,
    experimentalRawEvents: true,
  });
  return thread.id;
}

async function runInThread(
  rpc: RpcConnection,
  threadId: string,
  request: TurnRequest,
  turn: Turn,
): Promise<TurnOutcome> {
  const unlisten = rpc.listen(threadId, {
    notification: (notification) => tell(turn, notification),
    closed: (error) => turn.fail(callError(error)),
  });
  try {
    await rpc.call('thread/inject_items', { threadId, items: historyItems(request.messages) });
    turn.throwIfFailed();
    return await answer(rpc, threadId, request, turn);
  } finally {
    unlisten();
    // A thread that nobody listens to unloads by itself; a dead app-server has none.
    await rpc.call('thread/unsubscribe', { threadId }).catch(() => {});
  }
}

async function answer(
  rpc: RpcConnection,
  threadId: string,
  { effort }: TurnRequest,
  turn: Turn,
): Promise<TurnOutcome> {
  const started = await rpc.call('turn/start', { threadId, input: [], effort, summary: 'auto' });
  try {
    return await turn.outcome;
  } finally {
    // An answer that nobody can use any more would go on using up quota unseen.
    if (!turn.isOver) {
      await rpc.call('turn/interrupt', { threadId, turnId: started.turn.id }).catch(() => {});
    }
  }
}

function tell(turn: Turn, notification: ThreadNotification): void {
  switch (notification.method) {
    case 'item/agentMessage/delta':
      return turn.delta(notification.params.itemId, notification.params.delta);
    case 'rawResponseItem/completed':
      return itemCompleted(turn, notification.params.item);
    case 'item/reasoning/summaryTextDelta':
      return turn.reasoningDelta(notification.params.delta, notification.params.summaryIndex);
    case 'rawResponse/completed':
      return turn.usage(notification.params.usage);
    case 'error':
      return notification.params.willRetry ? turn.retry() : undefined;
    case 'turn/completed':
      return turn.completed(notification.params.turn);
    default:
      // Notifications that are new in Codex, or of no use here.
      return undefined;
  }
}

function itemCompleted(turn: Turn, item: ResponseItem): void {
  if (item.type !== 'message' || item.id === undefined) return;
  if (item.role === 'assistant') turn.messageCompleted(item.id);
  else if (hasLostPicture(item)) turn.fail(unreadablePicture());
}

/**
 * Codex puts a sentence in the place of a picture that it cannot read, and says so in the echo of
 * the injected message (measured on 0.169.0). The model must not answer that.
 */
function hasLostPicture(item: ResponseItem & { type: 'message' }): boolean {
  const metadata = item.internal_chat_message_metadata_passthrough ?? {};
  const kinds: unknown = 'content_item_kinds' in metadata ? metadata.content_item_kinds : [];
  return Array.isArray(kinds) && kinds.includes('images.preparation_error');
}

function unreadablePicture(): InvalidRequestError {
  return new InvalidRequestError(
    'invalid_value',
    'A picture could not be read. Send an intact PNG, JPEG, GIF or WebP.',
    { param: 'messages' },
  );
}
