import type { JsonObject } from '../../../../codex/completion/tools.ts';
import type { ResponseEvent } from '../events/response-event.ts';
import {
  toResponseObject,
  type ResponseHead,
  type ResponseState,
} from '../events/response-object.ts';
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
  const state: ResponseState = {
    status: 'in_progress',
    output: [],
    usage: null,
    error: null,
    incompleteReason: null,
    endedAt: null,
    isStored: false,
    unmet: [],
  };
  const usage = {
    inputTokens: 0,
    cachedInputTokens: 0,
    cacheWriteInputTokens: 0,
    outputTokens: 0,
    reasoningOutputTokens: 0,
    totalTokens: 0,
  };
  const ended: ResponseState = { ...state, status: 'completed', usage, endedAt: now };
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
