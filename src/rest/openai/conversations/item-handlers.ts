import type { RequestHandler } from 'express';
import type { Caller } from '../../../codex/completion/caller.ts';
import { callerOf } from '../../../http/access/caller-of.ts';
import { checked } from '../lists/checked.ts';
import { toListBody } from '../lists/list-body.ts';
import { queryOf } from '../lists/query.ts';
import { conversationNotFound, itemNotFound } from '../responses/not-found.ts';
import { toShownItem } from '../responses/shown-item.ts';
import { includeQuery, itemsBody, itemsQuery } from './bodies.ts';
import { toConversationBody } from './conversation-body.ts';
import type { ConversationDeps } from './deps.ts';
import { readItems } from './read-items.ts';

type IdHandler = RequestHandler<{ id: string }>;
type ItemHandler = RequestHandler<{ id: string; item: string }>;

/** The endpoints of a conversation's items; `:id` names the conversation. */
export interface ItemHandlers {
  readonly list: IdHandler;
  readonly create: IdHandler;
  readonly retrieve: ItemHandler;
  readonly remove: ItemHandler;
}

/** Each caller reaches the items of its own conversations; see `Reader`. */
export function createItemHandlers(deps: ConversationDeps): ItemHandlers {
  const { store, isStrict } = deps;

  /** Why there is no such item. */
  async function missing(caller: Caller, id: string, item: string): Promise<Error> {
    const conversation = await store.conversation(caller, id);
    return conversation === undefined
      ? conversationNotFound(caller, id)
      : itemNotFound(caller, item);
  }

  return {
    list: async (req, res) => {
      const { id } = req.params;
      const query = checked(res, itemsQuery, queryOf(req.originalUrl), isStrict);
      const caller = callerOf(req);
      const page = await store.items(caller, id, query);
      if (page === undefined) throw conversationNotFound(caller, id);
      const includes = new Set(query.include);
      const data = page.data.map((item) => toShownItem(item, includes));
      res.json(toListBody({ ...page, data }));
    },
    create: async (req, res) => {
      const { id } = req.params;
      const { include } = checked(res, includeQuery, queryOf(req.originalUrl), isStrict);
      const { items } = checked(res, itemsBody, req.body ?? {}, isStrict);
      const caller = callerOf(req);
      const added = await store.addItems(caller, id, await readItems(deps, caller, items));
      if (added === undefined) throw conversationNotFound(caller, id);
      const includes = new Set(include);
      const data = added.map((item) => toShownItem(item, includes));
      res.json(toListBody({ data, hasMore: false }));
    },
    retrieve: async (req, res) => {
      const { id, item: itemId } = req.params;
      const { include } = checked(res, includeQuery, queryOf(req.originalUrl), isStrict);
      const caller = callerOf(req);
      const item = await store.item(caller, id, itemId);
      if (item === undefined) throw await missing(caller, id, itemId);
      res.json(toShownItem(item, new Set(include)));
    },
    remove: async (req, res) => {
      const { id, item: itemId } = req.params;
      const caller = callerOf(req);
      if (!(await store.deleteItem(caller, id, itemId))) throw await missing(caller, id, itemId);
      const conversation = await store.conversation(caller, id);
      if (conversation === undefined) throw conversationNotFound(caller, id);
      res.json(toConversationBody(conversation));
    },
  };
}
