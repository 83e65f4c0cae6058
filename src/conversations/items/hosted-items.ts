import type { HostedItem } from '../../codex/completion/item.ts';
import { isObject } from '../../codex/completion/is-object.ts';
import type { JsonObject, JsonValue } from '../../codex/completion/tools.ts';
import type { RawItem } from '../raw-item.ts';

/**
 * A hosted item in the form of the Responses API: as the service sent it, with the members that OpenAI
 * requires where it had none of them.
 */
export function toRawHosted({ id, status, raw }: HostedItem): RawItem {
  const { internal_chat_message_metadata_passthrough: _, ...sent } = raw;
  const type = typeof raw['type'] === 'string' ? raw['type'] : 'unknown';
  const isCall = type.endsWith('_call');
  return {
    ...sent,
    id,
    type,
    ...(isCall && { status: statusOf(raw['status'], status, type) }),
    ...(type === 'web_search_call' && {
      action: searchAction(raw['action']),
    }),
  };
}

/** What a search does. That may be known once it is over; Codex writes null for what is not there. */
function searchAction(action: JsonValue | undefined): JsonObject {
  if (!isObject(action)) return { type: 'search', query: '' };
  return Object.fromEntries(Object.entries(action).filter(([, value]) => value !== null));
}

/** The service's own for a call that has ended. A search is never incomplete, it fails. */
function statusOf(sent: unknown, status: HostedItem['status'], type: string): string {
  if (status === 'in_progress') return status;
  if (typeof sent === 'string' && sent !== 'in_progress' && sent !== 'searching') return sent;
  return status === 'incomplete' && type === 'web_search_call' ? 'failed' : status;
}
