import type { Completion } from '../../codex/completion/completion.ts';
import type { Message } from '../../codex/completion/request.ts';
import { fromMessages } from '../../conversations/items/from-messages.ts';
import { toMessages } from '../../conversations/items/to-messages.ts';
import type { RunningTurn } from '../../conversations/running/running-turn.ts';
import type { TurnStart } from '../../conversations/running/turns.ts';
import type { GraphqlContext } from '../kit/context.ts';
import {
  asConversationError,
  ConversationLockedError,
  StoreOffError,
} from '../kit/conversation-errors.ts';
import { toIdempotency } from '../chat/input/idempotency.ts';
import { toRequest } from '../chat/to-request.ts';
import type { SendMessageInput } from './send-message-input.ts';
import { openCalls, sentMessages } from './sent-messages.ts';

/** Who sends, and where. */
export type SendContext = Pick<
  GraphqlContext,
  'core' | 'caller' | 'turns' | 'compactions' | 'conversations'
>;

/**
 * Says something in a conversation, and starts the turn that answers it. Rejects with an error about
 * the conversation, with an `InvalidRequestError` that names the field, or as `SessionCore.run` does.
 *
 * @param isDetached Whether the turn outlives its client.
 */
export async function sendMessage(
  context: SendContext,
  input: SendMessageInput,
  signal: AbortSignal,
  isDetached: boolean,
): Promise<Completion> {
  const { turns, caller } = context;
  const keyed = { caller, ...toIdempotency(input) };
  const turn = await turns.once(
    keyed,
    signal,
    async (alive) => await startTurn(context, input, alive, isDetached),
  );
  return turn.completion;
}

async function startTurn(
  context: SendContext,
  input: SendMessageInput,
  signal: AbortSignal,
  isDetached: boolean,
): Promise<RunningTurn> {
  const { turns, compactions, conversations, caller } = context;
  if (conversations.mode === 'off') throw new StoreOffError();
  const start = await beginIn(context, input.conversationId ?? null);
  try {
    const { history } = compactions.expand(start.history, [], caller.id);
    const sent = sentMessages(input, openCalls(history));
    const { instructions, ...settings } = await withModel(context, input);
    const messages = [...toInstructions(instructions), ...toMessages(history), ...sent];
    const request = await toRequest(context, settings, { messages });
    signal.throwIfAborted();
    const plan = { start, input: fromMessages(sent), settings: {}, isStored: true, isDetached };
    return await turns.run(
      { ...request, idPrefix: 'resp_', delivery: 'streamed', keepForToolOutputs: true },
      plan,
      signal,
    );
  } catch (error) {
    start.release();
    throw error;
  }
}

/**
 * Begins in a conversation. One whose answer has ended and is being written is free in a moment: its
 * client has seen the end.
 */
async function beginIn(context: SendContext, conversationId: string | null): Promise<TurnStart> {
  const { turns, caller } = context;
  if (conversationId === null) return await turns.begin(caller, {});
  const begin = async (): Promise<TurnStart> => {
    try {
      return await turns.begin(caller, { conversationId });
    } catch (error) {
      throw asConversationError(error, conversationId, caller);
    }
  };
  try {
    return await begin();
  } catch (error) {
    if (!(error instanceof ConversationLockedError)) throw error;
    if (!(await isWritten(context, conversationId))) throw error;
    return await begin();
  }
}

/** Waits until the last turn of a conversation is written, if it has ended. Else false. */
async function isWritten(
  { core, turns, caller }: SendContext,
  conversationId: string,
): Promise<boolean> {
  const completions = await core.completions();
  const last = completions.find((each) => each.conversationId === conversationId);
  if (last === undefined || last.endedAt === null) return false;
  await turns.running(caller, last.id)?.ended;
  return true;
}

/** The input with the model of the last turn, where it names none. */
async function withModel(
  { conversations, caller }: SendContext,
  input: SendMessageInput,
): Promise<SendMessageInput> {
  const { model, conversationId } = input;
  if (typeof model === 'string' || typeof conversationId !== 'string') return input;
  const page = await conversations.turnsOf(caller, conversationId, { limit: 1, order: 'desc' });
  const [last] = page.data;
  return last === undefined ? input : { ...input, model: last.model };
}

function toInstructions(text: string | null | undefined): Message[] {
  if (!text) return [];
  return [{ role: 'developer', content: [{ type: 'text', text }] }];
}
