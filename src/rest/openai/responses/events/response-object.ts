import type { Usage } from '../../../../codex/completion/events.ts';
import type { RawItem } from '../../../../conversations/raw-item.ts';
import type { TurnError, TurnStatus } from '../../../../conversations/turn.ts';
import { namedTier } from '../../validation/service-tier.ts';
import type { ResponseSettings } from '../request/response-settings.ts';
import { toResponseError, type ResponseError } from './response-failure.ts';
import { toResponseUsage, type ResponseUsage } from './response-usage.ts';
import { inWordsOfResponses } from './field-names.ts';

/** What stays the same of a response while it is answered. */
export interface ResponseHead {
  readonly id: string;
  readonly createdAt: Date;
  /** The model that answers. */
  readonly model: string;
  readonly settings: ResponseSettings;
}

/** How far a response has come. */
export interface ResponseState {
  readonly status: TurnStatus;
  /** As the client sees them. Empty until the end. */
  readonly output: readonly RawItem[];
  readonly usage: Usage | null;
  readonly error: TurnError | null;
  readonly incompleteReason: string | null;
  readonly endedAt: Date | null;
  /** Whether it can be retrieved. */
  readonly isStored: boolean;
  /** Request options that the answer did not honor. */
  readonly unmet: readonly string[];
}

/** A response as clients get it. */
export interface ResponseObject {
  readonly id: string;
  readonly object: 'response';
  readonly status: TurnStatus;
  readonly output: readonly RawItem[];
  readonly error: ResponseError | null;
  readonly usage: ResponseUsage | null;
  readonly [member: string]: unknown;
}

/** The state of a turn that has just begun. Of one that has ended, more is known. */
export function unfinished({
  isStored = false,
  endedAt = null,
  unmet = [],
}: Partial<Pick<ResponseState, 'isStored' | 'endedAt' | 'unmet'>>): ResponseState {
  return {
    status: 'in_progress',
    output: [],
    usage: null,
    error: null,
    incompleteReason: null,
    endedAt,
    isStored,
    unmet,
  };
}

/** The response with every member that OpenAI's document, its SDKs and Open Responses require. */
export function toResponseObject(head: ResponseHead, state: ResponseState): ResponseObject {
  const { conversation, user, service_tier: tier, store, ...settings } = head.settings;
  const { status, endedAt, error, incompleteReason, unmet } = state;
  const hasEnded = status !== 'queued' && status !== 'in_progress';
  return {
    id: head.id,
    object: 'response',
    created_at: seconds(head.createdAt),
    status,
    completed_at: status === 'completed' && endedAt ? seconds(endedAt) : null,
    error: status === 'failed' && error ? toResponseError(error) : null,
    incomplete_details: incompleteReason === null ? null : { reason: incompleteReason },
    ...settings,
    access_programs: null,
    ...(conversation !== null && { conversation: { id: conversation } }),
    model: head.model,
    output: state.output,
    service_tier: hasEnded ? namedTier(tier) : tier,
    store: store && state.isStored,
    usage: hasEnded && state.usage ? toResponseUsage(state.usage) : null,
    // OpenAI's document allows no null here.
    ...(user !== null && { user }),
    ...(unmet.length > 0 && { codex_serve: { unmet: unmet.map(inWordsOfResponses) } }),
  };
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
