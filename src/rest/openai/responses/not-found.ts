import type { Caller } from '../../../codex/completion/caller.ts';
import { ConversationError } from '../../../errors/errors.ts';
import { withGuestNotice } from '../../../http/access/guest-notice.ts';
import { show } from '../validation/wording.ts';

/** The refusal of a response that is not kept here for this caller, in OpenAI's words. */
export function responseNotFound(caller: Caller, id: string): ConversationError {
  const message = `Response with id ${show(id)} not found.`;
  return new ConversationError('response_not_found', withGuestNotice(message, caller));
}

/** The refusal of a conversation that is not kept here for this caller, in OpenAI's words. */
export function conversationNotFound(caller: Caller, id: string): ConversationError {
  const message = `Conversation with id ${show(id)} not found.`;
  return new ConversationError('conversation_not_found', withGuestNotice(message, caller));
}

/** The refusal of an item that is not in the conversation, in OpenAI's words. */
export function itemNotFound(caller: Caller, id: string): ConversationError {
  const message = `Item with id ${show(id)} not found.`;
  return new ConversationError('item_not_found', withGuestNotice(message, caller));
}
