import type { RequestHandler } from 'express';
import { foundFor } from '../../../http/access/guest-notice.ts';
import { callerOf } from '../../../http/access/caller-of.ts';
import { checked } from '../lists/checked.ts';
import { toListBody } from '../lists/list-body.ts';
import { metadataBody } from '../lists/metadata-body.ts';
import { oldestFirst, queryOf } from '../lists/query.ts';
import { pageOfMessages, toMessageItems } from './message-items.ts';
import { listQuery } from './queries.ts';
import type { StoredCompletions } from './stored-completions.ts';

type IdHandler = RequestHandler<{ id: string }>;

/** The endpoints of stored chat completions; `:id` names one. */
export interface StoredHandlers {
  readonly list: RequestHandler;
  readonly retrieve: IdHandler;
  readonly update: IdHandler;
  readonly remove: IdHandler;
  readonly listMessages: IdHandler;
}

/**
 * Each caller reaches what it has stored itself; see `Reader`. With `isStrict` a parameter without effect is
 * refused, rather than named in a header.
 */
export function createStoredHandlers(store: StoredCompletions, isStrict: boolean): StoredHandlers {
  return {
    list: async (req, res) => {
      const query = checked(res, listQuery, queryOf(req.originalUrl), isStrict);
      res.json(toListBody(await store.list(callerOf(req), query)));
    },
    retrieve: async (req, res) => {
      const caller = callerOf(req);
      res.json(await foundFor(caller, store.get(caller, req.params.id)));
    },
    update: async (req, res) => {
      const { metadata } = checked(res, metadataBody, req.body ?? {}, isStrict);
      const caller = callerOf(req);
      res.json(await foundFor(caller, store.update(caller, req.params.id, metadata)));
    },
    remove: async (req, res) => {
      const { id } = req.params;
      const caller = callerOf(req);
      await foundFor(caller, store.delete(caller, id));
      res.json({ object: 'chat.completion.deleted', id, deleted: true });
    },
    listMessages: async (req, res) => {
      const { id } = req.params;
      const query = checked(res, oldestFirst, queryOf(req.originalUrl), isStrict);
      const caller = callerOf(req);
      const messages = await foundFor(caller, store.messages(caller, id));
      res.json(toListBody(pageOfMessages(toMessageItems(id, messages), query)));
    },
  };
}
