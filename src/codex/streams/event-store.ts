/** The storage of a log's events, oldest first. */
export interface EventStore<Event> {
  /** The number of stored events. */
  readonly length: number;
  push(event: Event): void;
  /** The event of that index, counted from the oldest one. */
  at(index: number): Event | undefined;
  /** Removes that many of the oldest events. The count never exceeds `length`. */
  forget(count: number): void;
}

/** A store that keeps events unchanged. */
export function arrayStore<Event>(): EventStore<Event> {
  let events: Event[] = [];
  return {
    get length() {
      return events.length;
    },
    push: (event) => void events.push(event),
    at: (index) => events[index],
    forget(count) {
      events = events.slice(count);
    },
  };
}
