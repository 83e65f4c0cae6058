import type { RequestHandler } from 'express';
import { callerOf } from '../../../http/access/caller-of.ts';
import { checked } from '../lists/checked.ts';
import { toListBody } from '../lists/list-body.ts';
import { queryOf } from '../lists/query.ts';
import { cancelResponse } from './cancel.ts';
import { storedResponse, type StoredView } from './events/written-turn.ts';
import { findResponse } from './kept-responses.ts';
import { responseNotFound } from './not-found.ts';
import { inputItemsQuery, retrieveQuery } from './queries.ts';
import { sendReplay } from './replay.ts';
import type { ResponsesOptions } from './responses-options.ts';
import { toShownItem } from './shown-item.ts';

type IdHandler = RequestHandler<{ id: string }>;

/** The endpoints of responses that are kept; `:id` names one. */
export interface StoredResponseHandlers {
  readonly retrieve: IdHandler;
  readonly remove: IdHandler;
  readonly cancel: IdHandler;
  readonly listInputItems: IdHandler;
}

const bareView: StoredView = { showsEncryptedReasoning: false };

/** Each caller reaches its own responses; see `Reader`. */
export function createStoredResponseHandlers(options: ResponsesOptions): StoredResponseHandlers {
  const { conversations: store, isStrict, timing } = options;
  return {
    retrieve: async (req, res) => {
      const query = checked(res, retrieveQuery, queryOf(req.originalUrl), isStrict);
      const found = await findResponse(options, callerOf(req), req.params.id);
      if (!query.stream) {
        res.json(storedResponse(found.turn, viewOf(query.include)));
        return;
      }
      const startingAfter = query.starting_after ?? -1;
      await sendReplay(req, res, timing, found, startingAfter);
    },
    remove: async (req, res) => {
      const { id } = req.params;
      const caller = callerOf(req);
      const { running } = await findResponse(options, caller, id);
      running?.completion.cancel();
      await running?.ended;
      if (!(await store.deleteTurn(caller, id))) throw responseNotFound(caller, id);
      res.json({ id, object: 'response', deleted: true });
    },
    cancel: async (req, res) => {
      const turn = await cancelResponse(options, callerOf(req), req.params.id);
      res.json(storedResponse(turn, bareView));
    },
    listInputItems: async (req, res) => {
      const { id } = req.params;
      const query = checked(res, inputItemsQuery, queryOf(req.originalUrl), isStrict);
      const caller = callerOf(req);
      const page = await store.inputItems(caller, id, query);
      if (page === undefined) throw responseNotFound(caller, id);
      const includes = new Set(query.include);
      const data = page.data.map((item) => toShownItem(item, includes));
      res.json(toListBody({ ...page, data }));
    },
  };
}

function viewOf(include: readonly string[]): StoredView {
  return { showsEncryptedReasoning: include.includes('reasoning.encrypted_content') };
}
