import { unknownAfter } from '../../../conversations/unknown-after.ts';
import type { Body, Page, PageQuery } from './stored-completions.ts';

/** A message of a stored request as OpenAI lists it: with an id, its parts apart from its text. */
export interface MessageItem extends Body {
  /** The completion's, with the message's index as a suffix. */
  readonly id: string;
  readonly role: unknown;
  /** Null where it came in parts. */
  readonly content: string | null;
  readonly refusal: string | null;
  /** Its text and image parts; null where it came as text. */
  readonly content_parts: readonly unknown[] | null;
}

/** The messages of a stored completion's request. */
export function toMessageItems(completionId: string, messages: readonly Body[]): MessageItem[] {
  return messages.map((message, index) => {
    const { content, refusal } = message;
    return {
      ...message,
      id: `${completionId}-${index}`,
      role: message['role'],
      name: message['name'] ?? null,
      content: typeof content === 'string' ? content : null,
      refusal: typeof refusal === 'string' ? refusal : refusalIn(content),
      content_parts: Array.isArray(content) ? content.filter((part) => !isRefusal(part)) : null,
    };
  });
}

/** A page of them. Throws an `InvalidRequestError` for an `after` that is not one of their ids. */
export function pageOfMessages(
  items: readonly MessageItem[],
  { after, limit, order }: PageQuery,
): Page<MessageItem> {
  const ordered = order === 'desc' ? items.toReversed() : items;
  const last = after === undefined ? -1 : ordered.findIndex(({ id }) => id === after);
  if (after !== undefined && last === -1) throw unknownAfter();
  const rest = ordered.slice(last + 1);
  return { data: rest.slice(0, limit), hasMore: rest.length > limit };
}

function refusalIn(content: unknown): string | null {
  const refusals = Array.isArray(content) ? content.filter(isRefusal) : [];
  return refusals.length === 0 ? null : refusals.map(({ refusal }) => refusal).join('');
}

function isRefusal(part: unknown): part is { readonly refusal: string } {
  return part instanceof Object && Reflect.get(part, 'type') === 'refusal';
}
