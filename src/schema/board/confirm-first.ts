import type { Activity } from '../../codex/activity/activity.ts';
import type { EventStream } from '../../codex/streams/event-stream.ts';

/** Confirms to a subscriber of the activity that its subscription works. */
export interface ActivitySubscribed {
  readonly type: 'subscribed';
  readonly at: Date;
  /** The position from which the activity continues for this subscriber. */
  readonly cursor: string;
}

/** The activity, with a confirmation before it. It closes at once, like the activity itself. */
export function confirmFirst(
  cursor: string,
  activity: EventStream<Activity>,
): EventStream<Activity | ActivitySubscribed> {
  let isConfirmed = false;
  return {
    async next() {
      if (isConfirmed) return await activity.next();
      isConfirmed = true;
      return { done: false, value: { type: 'subscribed', at: new Date(), cursor } };
    },
    async return() {
      isConfirmed = true;
      await activity.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
