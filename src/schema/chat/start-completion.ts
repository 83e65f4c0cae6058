import type { Completion } from '../../codex/completion/completion.ts';
import type { CompletionRequest } from '../../codex/completion/request.ts';
import { fromMessages } from '../../conversations/items/from-messages.ts';
import type { GraphqlContext } from '../kit/context.ts';
import { StoreOffError } from '../kit/conversation-errors.ts';
import type { ChatCompletionInput } from './input/chat-completion-input.ts';
import { toIdempotency } from './input/idempotency.ts';
import { toMessages } from './input/messages.ts';
import { droppedItems } from './input/options.ts';
import { toRequest } from './to-request.ts';

/** Who starts a completion, and where. */
export type ChatContext = Pick<GraphqlContext, 'core' | 'caller' | 'turns' | 'conversations'>;

/** How a completion is started. */
export interface StartOptions extends Pick<CompletionRequest, 'delivery' | 'attempts'> {
  /** Whether it outlives its client. Default: false. */
  readonly isDetached?: boolean;
}

/**
 * Checks an input and starts its completion. Rejects with an `InvalidRequestError` that names the
 * field, with `StoreOffError` where it must be kept and nothing is, or as `SessionCore.run` does.
 * Aborting the signal cancels the completion.
 */
export async function startCompletion(
  context: ChatContext,
  input: ChatCompletionInput,
  signal: AbortSignal,
  { delivery = 'streamed', attempts, isDetached = false }: StartOptions = {},
): Promise<Completion> {
  const { core, caller, turns, conversations } = context;
  const isStored = input.store ?? false;
  if (isStored && conversations.mode === 'off') throw new StoreOffError();
  const messages = toMessages(input.messages);
  const ignored = droppedItems(input.messages, core.capabilities());
  const asked = {
    ...(await toRequest(context, input, { messages, ignored })),
    delivery,
    keepForToolOutputs: true,
    ...(attempts && { attempts }),
  };
  signal.throwIfAborted();
  const keyed = { ...asked, ...toIdempotency(input) };
  if (!isStored) return await core.run(keyed, signal);
  const turn = await turns.once(keyed, signal, async (alive) => {
    const start = await turns.begin(caller, {});
    const plan = { start, input: fromMessages(messages), settings: {}, isStored, isDetached };
    return await turns.run(asked, plan, alive);
  });
  return turn.completion;
}
