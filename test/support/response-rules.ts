import { begunFaults, followItem, type FollowedItem, type SeenEvent } from './response-items.ts';
import { eventFaults } from './response-schemas.ts';

/** Reads a response's events one by one and says what client libraries would stumble over. */
export interface ResponseRules {
  /** The faults of the next event, whatever it is. */
  faultsOf(event: unknown): string[];
  /** The faults of a stream that ends here. */
  faultsAtEnd(): string[];
  /** Whether the terminal event has come. */
  readonly isOver: boolean;
}

const terminal = new Set(['response.completed', 'response.incomplete', 'response.failed']);

/**
 * The order of events that client libraries were measured to need, each as OpenAI's document has it:
 * `response.created` first, numbers without a gap, one response id, items with unique ids that are
 * added in order and done before the end, and one terminal event with the same items.
 *
 * @param after The number that a resumed stream follows. Its items may have begun before. Default: a
 *   stream from its beginning.
 * @param hasErrorEvent Whether an event `error` comes before `response.failed`: in event streams it
 *   does, over WebSockets it must not.
 */
export function createResponseRules(after?: number, hasErrorEvent = true): ResponseRules {
  const isResumed = after !== undefined;
  const items = new Map<number, FollowedItem>();
  let expected = (after ?? -1) + 1;
  let id: string | undefined;
  let hasFailed = false;
  let isOver = false;

  function lifecycleFaults({ type, response }: SeenEvent): string[] {
    if (response === undefined) return [];
    const faults = (id ??= response.id) === response.id ? [] : ['another response id'];
    if (!terminal.has(type)) {
      return response.output.length === 0 ? faults : [...faults, `${type} has output`];
    }
    isOver = true;
    const followed = [...items.values()];
    if (followed.some(({ done }) => done === null)) faults.push('an item is not done at the end');
    const told = followed.map(({ done }) => done);
    const isSame = JSON.stringify(told) === JSON.stringify(response.output);
    if (!isResumed && !isSame) faults.push('the output is not what was done');
    if (hasErrorEvent && type === 'response.failed' && !hasFailed)
      faults.push('response.failed without an error');
    return faults;
  }

  function itemFaults(event: SeenEvent): string[] {
    const { type, output_index: index = -1, item } = event;
    if (type === 'response.output_item.added' && item) {
      const isUnique = [...items.values()].every((other) => other.id !== item.id);
      const isNext = isResumed || index === items.size;
      items.set(index, followItem(item));
      return [
        ...begunFaults(item),
        ...(isUnique ? [] : ['two items have one id']),
        ...(isNext ? [] : [`item ${index} is out of order`]),
      ];
    }
    const followed = items.get(index);
    if (followed === undefined) return isResumed ? [] : [`${type} before its item`];
    return followed.follow(event);
  }

  function orderFaults(event: SeenEvent): string[] {
    const { type, sequence_number: sequence } = event;
    const faults = sequence === expected ? [] : [`${sequence} instead of ${expected}`];
    expected = sequence + 1;
    if (isOver) return [...faults, `${type} follows the end`];
    if (sequence === 0 && type !== 'response.created') faults.push(`${type} is first`);
    if (hasFailed && type !== 'response.failed') faults.push(`${type} follows an error`);
    if (type === 'error') {
      if (!hasErrorEvent) return [...faults, 'an error beside response.failed'];
      hasFailed = true;
    }
    if ('output_index' in event) return [...faults, ...itemFaults(event)];
    return [...faults, ...lifecycleFaults(event)];
  }

  return {
    faultsOf(event) {
      if (typeof event !== 'object' || event === null) return ['no event'];
      const faults = eventFaults(event);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its schema says so
      return faults.length > 0 ? faults : orderFaults(event as SeenEvent);
    },
    faultsAtEnd: () => (isOver ? [] : ['the stream ends without a terminal event']),
    get isOver() {
      return isOver;
    },
  };
}
