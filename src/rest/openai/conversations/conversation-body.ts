import type { Conversation } from '../../../conversations/conversation.ts';

/** A conversation as OpenAI writes it. */
export function toConversationBody({ id, metadata, createdAt }: Conversation): object {
  return {
    id,
    object: 'conversation',
    created_at: Math.floor(createdAt.getTime() / 1000),
    metadata,
  };
}
