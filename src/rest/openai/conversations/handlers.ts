import type { RequestHandler } from 'express';
import { callerOf } from '../../../http/access/caller-of.ts';
import { checked } from '../lists/checked.ts';
import { metadataBody } from '../lists/metadata-body.ts';
import { conversationNotFound } from '../responses/not-found.ts';
import { createBody } from './bodies.ts';
import { toConversationBody } from './conversation-body.ts';
import type { ConversationDeps } from './deps.ts';
import { readItems } from './read-items.ts';

type IdHandler = RequestHandler<{ id: string }>;

/** The endpoints of conversations; `:id` names one. */
export interface ConversationHandlers {
  readonly create: RequestHandler;
  readonly retrieve: IdHandler;
  readonly update: IdHandler;
  readonly remove: IdHandler;
}

/** Each caller reaches its own conversations; see `Reader`. */
export function createConversationHandlers(deps: ConversationDeps): ConversationHandlers {
  const { store, isStrict } = deps;
  return {
    create: async (req, res) => {
      const { items, metadata } = checked(res, createBody, req.body ?? {}, isStrict);
      const caller = callerOf(req);
      const read = await readItems(deps, caller, items);
      const conversation = { owner: caller.id, metadata, items: read };
      res.json(toConversationBody(await store.createConversation(conversation)));
    },
    retrieve: async (req, res) => {
      const { id } = req.params;
      const caller = callerOf(req);
      const conversation = await store.conversation(caller, id);
      if (conversation === undefined) throw conversationNotFound(caller, id);
      res.json(toConversationBody(conversation));
    },
    update: async (req, res) => {
      const { id } = req.params;
      const { metadata } = checked(res, metadataBody, req.body ?? {}, isStrict);
      const caller = callerOf(req);
      const conversation = await store.changeConversation(caller, id, { metadata });
      if (conversation === undefined) throw conversationNotFound(caller, id);
      res.json(toConversationBody(conversation));
    },
    remove: async (req, res) => {
      const { id } = req.params;
      const caller = callerOf(req);
      if (!(await store.deleteConversation(caller, id))) throw conversationNotFound(caller, id);
      res.json({ id, object: 'conversation.deleted', deleted: true });
    },
  };
}
