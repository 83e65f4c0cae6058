/** Where a log keeps its events, the oldest first. */
export interface EventStore<Event> {
  /** How many there are. */
  readonly length: number;
  push(event: Event): void;
  /** The event of that index, counted from the oldest one. */
  at(index: number): Event | undefined;
  /** Forgets that many of the oldest; there are no fewer. */
  forget(count: number): void;
}

/** Keeps events as they are. */
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
