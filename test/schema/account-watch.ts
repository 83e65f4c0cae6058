import type { WatchAccountSubscription } from '../generated/graphql.ts';
import { WatchAccountDocument } from '../generated/graphql.ts';
import type { Answers, Subscribe } from './clients.ts';

/** An event of `Subscription.account`. */
export type AccountEvent = WatchAccountSubscription['account'];

/** A subscriber to the account, with everything that it has been told. */
export interface AccountWatcher {
  readonly events: readonly AccountEvent[];
  /** The next event of those not yet looked at that fits; what comes before it is passed over. */
  until(fits: (event: AccountEvent) => boolean): Promise<AccountEvent>;
  stop(): Promise<void>;
}

/** Subscribes to the account of a gateway. */
export function watchAccount(subscribe: Subscribe, url: string): AccountWatcher {
  const answers: Answers<WatchAccountSubscription> = subscribe(url, WatchAccountDocument, {});
  const events: AccountEvent[] = [];
  return {
    events,
    async until(fits) {
      for (;;) {
        const { value, done } = await answers.next();
        if (done === true) throw new Error(`It ended after ${JSON.stringify(events)}`);
        const { data, errors } = value;
        if (!data) throw new Error(JSON.stringify(errors));
        events.push(data.account);
        if (fits(data.account)) return data.account;
      }
    },
    stop: async () => void (await answers.return?.()),
  };
}

/** Tells an event by its type. */
export function isA(type: AccountEvent['__typename']): (event: AccountEvent) => boolean {
  return (event) => event.__typename === type;
}
