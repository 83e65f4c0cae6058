import type { InputObjectRef } from '@pothos/core';
import { metadataBounds } from '../../codex/completion/bounds.ts';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import { fromMessages } from '../../conversations/items/from-messages.ts';
import { InvalidRequestError } from '../../errors/errors.ts';
import type { MessageInput } from '../chat/input/chat-completion-input.ts';
import { toMessages } from '../chat/input/messages.ts';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import {
  ConversationNotFoundError,
  StoreOffError,
  TurnNotFoundError,
} from '../kit/conversation-errors.ts';
import { completionOfTurn } from '../node/ids.ts';
import { checkedMetadata, checkedTitle } from './conversation-facts.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    DeletedConversation: DeletedConversation;
  }
}

/** A conversation that was deleted. */
export interface DeletedConversation {
  readonly id: string;
}

/** The mutations of conversations that start no turn. */
export function addConversationMutations(
  builder: Builder,
  message: InputObjectRef<SchemaTypes, MessageInput>,
): void {
  addCreate(builder, message);
  addFork(builder);
  addRename(builder);
  addDelete(builder);
}

function assertKept({ mode }: ConversationStore): void {
  if (mode === 'off') throw new StoreOffError();
}

function addCreate(builder: Builder, message: InputObjectRef<SchemaTypes, MessageInput>): void {
  const input = builder.inputType('CreateConversationInput', {
    description: 'What a conversation begins with.',
    fields: (t) => ({
      title: t.string({
        description: 'Its title, 1 to 200 characters. Default: the beginning of its first message.',
      }),
      metadata: t.field({
        type: 'JSON',
        description: `Up to ${metadataBounds.members} strings by name, for the client itself. A name has at most ${metadataBounds.name} characters, a string ${metadataBounds.value}.`,
      }),
      messages: t.field({
        type: [message],
        description: 'What was said before, oldest first. Default: nothing.',
      }),
    }),
  });
  builder.mutationField('createConversation', (t) =>
    t.field({
      type: 'Conversation',
      description: 'Makes a conversation, which `sendMessage` continues. No model is asked.',
      errors: {
        types: [InvalidRequestError, StoreOffError],
        union: {
          name: 'CreateConversationResult',
          description: 'The new conversation, or what kept it from being made.',
        },
      },
      args: {
        input: t.arg({ type: input, required: true, description: 'What it begins with.' }),
      },
      resolve: async (_root, { input: { title, metadata, messages } }, context) => {
        const { conversations, caller } = context;
        assertKept(conversations);
        const said = messages?.length ? fromMessages(toMessages(messages)) : [];
        return await conversations.createConversation({
          owner: caller.id,
          ...(typeof title === 'string' && { title: checkedTitle(title) }),
          ...(metadata && { metadata: checkedMetadata(metadata) }),
          items: said,
        });
      },
    }),
  );
}

function addFork(builder: Builder): void {
  const input = builder.inputType('ForkConversationInput', {
    description: 'Where to fork a conversation.',
    fields: (t) => ({
      turnId: t.id({
        required: true,
        description: 'The last turn that is taken over: its ID, or that of its completion.',
      }),
      title: t.string({
        description:
          'Of the new conversation, 1 to 200 characters. Default: that of the other one.',
      }),
    }),
  });
  builder.mutationField('forkConversation', (t) =>
    t.field({
      type: 'Conversation',
      description:
        'Makes a new conversation with everything that was said up to the end of a turn. Neither of the two sees what is said in the other one later.',
      errors: {
        types: [TurnNotFoundError, InvalidRequestError, StoreOffError],
        union: {
          name: 'ForkConversationResult',
          description: 'The new conversation, or what kept it from being made.',
        },
      },
      args: { input: t.arg({ type: input, required: true, description: 'Where to fork.' }) },
      resolve: async (_root, { input: { turnId, title } }, { conversations, caller }) => {
        assertKept(conversations);
        const named = typeof title === 'string' ? checkedTitle(title) : undefined;
        const id = completionOfTurn(turnId) ?? turnId;
        const fork = await conversations.fork(caller, id, named);
        if (fork === undefined) throw new TurnNotFoundError(turnId, caller);
        return fork;
      },
    }),
  );
}

function addRename(builder: Builder): void {
  const input = builder.inputType('RenameConversationInput', {
    description: 'What to rename, and how.',
    fields: (t) => ({
      id: t.id({ required: true, description: "The conversation's ID." }),
      title: t.string({ required: true, description: 'Its new title, 1 to 200 characters.' }),
    }),
  });
  builder.mutationField('renameConversation', (t) =>
    t.field({
      type: 'Conversation',
      description: 'Gives a conversation another title.',
      errors: {
        types: [ConversationNotFoundError, InvalidRequestError],
        union: {
          name: 'RenameConversationResult',
          description: 'The conversation with its new title, or what kept it from being renamed.',
        },
      },
      args: {
        input: t.arg({ type: input, required: true, description: 'What to rename, and how.' }),
      },
      resolve: async (_root, { input: { id, title } }, { conversations, caller }) => {
        const change = { title: checkedTitle(title) };
        const renamed = await conversations.changeConversation(caller, id, change);
        if (renamed === undefined) throw new ConversationNotFoundError(id, caller);
        return renamed;
      },
    }),
  );
}

function addDelete(builder: Builder): void {
  const input = builder.inputType('DeleteConversationInput', {
    description: 'What to delete.',
    fields: (t) => ({
      id: t.id({ required: true, description: "The conversation's ID." }),
    }),
  });
  builder.objectType('DeletedConversation', {
    description: 'A conversation that was deleted.',
    fields: (t) => ({
      conversationId: t.exposeID('id', { description: 'The ID that it had.' }),
    }),
  });
  builder.mutationField('deleteConversation', (t) =>
    t.field({
      type: 'DeletedConversation',
      description:
        'Deletes a conversation with its turns and items, also from the disk. This cannot be undone. Forks of it stay. An answer that is under way runs to its end and is not kept.',
      errors: {
        types: [ConversationNotFoundError],
        union: {
          name: 'DeleteConversationResult',
          description: 'What was deleted, or an error if there is no such conversation.',
        },
      },
      args: { input: t.arg({ type: input, required: true, description: 'What to delete.' }) },
      resolve: async (_root, { input: { id } }, { conversations, caller }) => {
        if (await conversations.deleteConversation(caller, id)) return { id };
        throw new ConversationNotFoundError(id, caller);
      },
    }),
  );
}
