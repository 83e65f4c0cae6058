import { z } from 'zod';
import type { Page } from '../conversation.ts';
import type { RawItem } from '../raw-item.ts';

/** An item as it was written. */
export const rawItem = z.custom<RawItem>(
  (value) =>
    value instanceof Object &&
    typeof Reflect.get(value, 'id') === 'string' &&
    typeof Reflect.get(value, 'type') === 'string',
);

export const rawItems = z.array(rawItem);

/** A page of a list that was read with one entry more than was asked for. */
export function toPage<T>(found: readonly T[], limit: number): Page<T> {
  return { data: found.slice(0, limit), hasMore: found.length > limit };
}
