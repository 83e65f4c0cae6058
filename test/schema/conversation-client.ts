import { expect } from 'vitest';
import {
  ReadSaidDocument,
  ReadTurnsDocument,
  SendMessageDocument,
  WatchChatDocument,
  type ReadTurnsQuery,
  type SendMessageInput,
} from '../generated/graphql.ts';
import { allEvents, execute, subscribeOverSse } from './clients.ts';

/** A message that was sent. */
export interface Sent {
  readonly id: string;
  readonly conversationId: string;
}

type Turn = NonNullable<ReadTurnsQuery['conversation']>['turns']['edges'][number]['node'];

/** Sends messages to a gateway, and reads its conversations. */
export interface ConversationClient {
  /** Sends a message. Throws where it is refused. */
  readonly send: (input: SendMessageInput) => Promise<Sent>;
  /** Sends a message and waits until its answer is whole. */
  readonly say: (text: string, more?: Partial<SendMessageInput>) => Promise<Sent>;
  /** What a message that is refused gets. */
  readonly refusalOf: (input: SendMessageInput) => Promise<unknown>;
  readonly turnsOf: (id: string) => Promise<Turn[]>;
  /** The texts of the messages of a conversation; of any other item its type. */
  readonly said: (id: string) => Promise<string[]>;
}

/** @param url Gives the gateway's address when it is needed. */
export function conversationClient(url: () => string): ConversationClient {
  const send = async (input: SendMessageInput): Promise<Sent> => {
    const { sendMessage } = await execute(url(), SendMessageDocument, { input });
    if (sendMessage.__typename !== 'SentMessage') throw new Error(JSON.stringify(sendMessage));
    const { completion, conversation } = sendMessage;
    expect(completion.conversationId).toBe(conversation.id);
    return { id: completion.id, conversationId: conversation.id };
  };
  return {
    send,
    async say(text, more = {}) {
      const sent = await send({ content: [{ text }], ...more });
      await allEvents(subscribeOverSse(url(), WatchChatDocument, { id: sent.id }));
      return sent;
    },
    refusalOf: async (input) => (await execute(url(), SendMessageDocument, { input })).sendMessage,
    async turnsOf(id) {
      const { conversation } = await execute(url(), ReadTurnsDocument, { id, first: 100 });
      return conversation?.turns.edges.map(({ node }) => node) ?? [];
    },
    async said(id) {
      const { conversation } = await execute(url(), ReadSaidDocument, { id, first: 100 });
      return (conversation?.items.edges ?? []).flatMap(({ node }) =>
        node.__typename === 'MessageItem'
          ? node.parts.map((part) => (part.__typename === 'TextPart' ? part.text : part.__typename))
          : [node.__typename],
      );
    },
  };
}
