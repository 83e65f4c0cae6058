import type { ChatTypes } from '../chat/tool-outputs/chat-types.ts';
import type { Builder } from '../kit/builder.ts';
import { addConversation } from './conversation-type.ts';
import { addConversationEvents } from './event-types.ts';
import { addConversationMutations } from './mutation-fields.ts';
import { addConversationQuery } from './query-fields.ts';
import { addSendMessage } from './send-fields.ts';
import { addSendMessageInput } from './send-message-input-type.ts';
import { addTurn } from './turn-type.ts';

/** Conversations that are kept: how they are listed, read, continued, watched and changed. */
export function addConversationsFeature(builder: Builder, chat: ChatTypes): void {
  const { enums, parts, toolOutput, onDisconnect } = chat;
  addTurn(builder, enums);
  addConversation(builder);
  addConversationQuery(builder);
  addConversationMutations(builder, parts.message);
  addSendMessage(builder, addSendMessageInput(builder, parts, toolOutput), onDisconnect);
  addConversationEvents(builder);
}
