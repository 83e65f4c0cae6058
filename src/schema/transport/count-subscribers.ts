import type { GraphQLSchema } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import type { EventStream } from '../../codex/streams/event-stream.ts';
import type { SubscriberCounts } from '../../codex/streams/subscriber-counts.ts';

/** Counts the open subscriptions of a schema, by their field. */
export function countSubscribers(schema: GraphQLSchema, counts: SubscriberCounts): GraphQLSchema {
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const { subscribe, name } = field;
    if (subscribe === undefined) continue;
    counts.name(name);
    field.subscribe = async (...args) => {
      const events: unknown = await subscribe(...args);
      return isAsyncIterable(events) ? untilEnd(events, counts.enter(name)) : events;
    };
  }
  return schema;
}

/** Calls back once the stream has ended, has failed, or was closed. */
function untilEnd<T>(source: AsyncIterable<T>, onEnd: () => void): EventStream<T> {
  const items = source[Symbol.asyncIterator]();
  return {
    async next() {
      try {
        const item = await items.next();
        if (item.done === true) onEnd();
        return item;
      } catch (error) {
        onEnd();
        throw error;
      }
    },
    async return() {
      onEnd();
      await items.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
