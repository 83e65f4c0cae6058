import type { Logger } from 'pino';
import { LatestValue } from '../codex/streams/latest-value.ts';
import type { EventStream } from '../codex/streams/event-stream.ts';
import type { Alert, Condition } from './alert.ts';
import { openAlertFile } from './alert-file.ts';
import { cross } from './crossings.ts';
import { createDelivery, type DeliveryOptions, type Receiver } from './delivery.ts';

/** The alerts, kept in a file and posted to a receiver. */
export interface AlertBook {
  /** Whether there has been a login, in this run or an earlier one. */
  readonly hadLogin: boolean;
  /** Keeps that there is a login. */
  noteLogin(): void;
  /** The active alerts, the oldest first. */
  active(): readonly Alert[];
  /** The active alerts, and then each change of them. */
  changes(): EventStream<readonly Alert[]>;
  /** Raises and ends alerts by what is wrong now. */
  update(conditions: readonly Condition[], now: Date): void;
  /** Ends all streams and stops posting. The next run posts what this one could not. */
  close(): Promise<void>;
}

/** What a book needs. */
export interface AlertBookOptions extends Pick<DeliveryOptions, 'gateway' | 'retryMs'> {
  /** The file that they are kept in. */
  readonly file: string;
  /** Undefined posts nothing. */
  readonly receiver: Receiver | undefined;
  readonly logger: Logger;
}

/** Opens the book, and posts again what an earlier run could not. Never rejects. */
export async function openAlertBook(options: AlertBookOptions): Promise<AlertBook> {
  const { receiver, logger } = options;
  const file = await openAlertFile(options.file, logger);
  const latest = new LatestValue<readonly Alert[]>();
  let { hadLogin, crossings } = file.kept;
  /** Nothing waits where nothing is posted. */
  const waiting = receiver ? file.kept.undelivered : [];
  const undelivered = new Map(waiting.map((alert) => [alert.id, alert]));
  let lastWrite: Promise<void> = Promise.resolve();

  const delivery = receiver && createDelivery({ ...options, receiver, onSettled: settled });
  for (const alert of undelivered.values()) delivery?.post(alert);

  function keep(): void {
    lastWrite = file.keep({ hadLogin, crossings, undelivered: [...undelivered.values()] });
  }

  function settled(id: string): void {
    undelivered.delete(id);
    keep();
  }

  const active = (): readonly Alert[] =>
    crossings
      .filter(({ isActive }) => isActive)
      .toSorted((one, other) => one.since.getTime() - other.since.getTime());

  function raise(alerts: readonly Alert[]): void {
    for (const alert of alerts) {
      const { id: alertId, kind, remedy } = alert;
      logger.warn({ alertId, kind, remedy }, `alert: ${alert.message}`);
      if (delivery) undelivered.set(alertId, alert);
    }
    keep();
    void postOnceKept(alerts);
  }

  /** A restart before they are kept would raise them under other ids. */
  async function postOnceKept(alerts: readonly Alert[]): Promise<void> {
    await lastWrite;
    for (const alert of alerts) delivery?.post(alert);
  }

  return {
    get hadLogin() {
      return hadLogin;
    },
    noteLogin() {
      if (hadLogin) return;
      hadLogin = true;
      keep();
    },
    active,
    changes: () => latest.follow(),
    update(conditions, now) {
      const crossed = cross(crossings, conditions, now);
      const isChanged = JSON.stringify(crossed.crossings) !== JSON.stringify(crossings);
      crossings = crossed.crossings;
      if (isChanged || latest.value === undefined) latest.set(active());
      if (isChanged) raise(crossed.raised);
    },
    async close() {
      delivery?.close();
      latest.close();
      await lastWrite;
    },
  };
}
