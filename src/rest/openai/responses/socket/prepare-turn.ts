import { nothingUsed } from '../../../../codex/completion/usage.ts';
import type { JsonObject } from '../../../../codex/completion/tools.ts';
import type { ResponseEvent } from '../events/response-event.ts';
import { toResponseObject, unfinished, type ResponseHead } from '../events/response-object.ts';
import type { ResponseRequest } from '../request/response-request.ts';
import type { Prepared } from './local-turns.ts';
import { newId } from '../../../../util/new-id.ts';

/** The members that a turn which is prepared gives to the one that continues it. */
const inherited = ['tools', 'instructions'] as const;

/** A response that asks nothing of the service: its request prepares the next one. */
export interface PreparedResponse {
  readonly id: string;
  /** `response.created` and `response.completed`. */
  readonly events: readonly ResponseEvent[];
}

/** The response to a request with `generate: false`. It has no output and costs no tokens. */
export function prepareResponse({ settings }: ResponseRequest, model: string): PreparedResponse {
  const now = new Date();
  const id = newId('resp_');
  const head: ResponseHead = { id, createdAt: now, model, settings };
  const state = unfinished({});
  const ended = { ...state, status: 'completed', usage: nothingUsed, endedAt: now } as const;
  return {
    id,
    events: [
      { type: 'response.created', sequence_number: 0, response: toResponseObject(head, state) },
      { type: 'response.completed', sequence_number: 1, response: toResponseObject(head, ended) },
    ],
  };
}

/** What the next request may leave out, of a request that prepares it. */
export function toPrepared(body: JsonObject): Prepared {
  const names = inherited.filter((name) => body[name] !== undefined && body[name] !== null);
  return Object.fromEntries(names.map((name) => [name, body[name] ?? null]));
}
