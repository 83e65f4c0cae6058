import type { EventStream } from './streams/event-stream.ts';
import type { Engine } from './engine/engine.ts';
import type { Health } from './health.ts';
import { LatestValue } from './streams/latest-value.ts';
import type { TurnQueue } from './queue/turn-queue.ts';
import { settleWithin } from '../util/settle-within.ts';

/** Streams the gateway's health to its followers. */
export interface HealthWatch {
  read(): Promise<Health>;
  /** See `SessionCore.healthChanges`. */
  changes(): EventStream<Health>;
  /** Call this when one of the counts may have changed. */
  changed(): void;
  /** Ends all streams. */
  close(): void;
}

/** Minimum time between two updates of the counts, in milliseconds. A busy gateway has hundreds. */
const countsMs = 100;

/** How long the app-server may take to count its threads. */
const patienceMs = 1000;

/** The part of the health that is known without asking the app-server. */
type Known = Omit<Health, 'loadedThreads'>;

/**
 * Watches the engine and the queue. Asks the engine for its threads only while anyone follows.
 *
 * @param isDraining Whether no new request is answered any more.
 */
export function watchHealth(
  engine: Engine,
  queue: TurnQueue,
  isDraining: () => boolean,
): HealthWatch {
  const latest = new LatestValue<Health>();
  let timer: NodeJS.Timeout | undefined;
  let shown = '';
  let reads = 0;

  function known(): Known {
    const health = engine.health();
    const account = engine.knownAccount();
    const isUp = health.state === 'ready' && health.breaker === null;
    const isReady = isUp && account.isReady && !isDraining();
    const { parkedTurns } = engine;
    const { warm = null, kept = null } = engine.waitingThreads() ?? {};
    const threads = { parkedTurns, warmThreads: warm, keptThreads: kept };
    return { isReady, engine: health, account, queue: queue.health(), ...threads };
  }

  async function withThreads(): Promise<Health> {
    const isUp = engine.health().state === 'ready';
    const loadedThreads = isUp ? await countThreads().catch(() => null) : null;
    return { ...known(), loadedThreads };
  }

  async function countThreads(): Promise<number> {
    return await settleWithin(engine.loadedThreads(), patienceMs, () => new Error('late'));
  }

  /** Sends the health to the followers. Without followers it would be stale for the next one. */
  function publish(health: Health): void {
    if (latest.followers === 0) return;
    const text = JSON.stringify(health);
    if (text === shown && latest.value !== undefined) return;
    shown = text;
    latest.set(health);
  }

  /** Publishes the health with the thread count. Drops a count from before an engine change. */
  async function publishWithThreads(): Promise<void> {
    const read = ++reads;
    const health = await withThreads();
    if (read === reads) publish(health);
  }

  function changed(): void {
    if (latest.followers === 0) return;
    const now = known();
    const { value } = latest;
    if (now.engine.state !== value?.engine.state || now.isReady !== value.isReady) {
      clearTimeout(timer);
      timer = undefined;
      reads += 1;
      if (now.engine.state !== 'ready') return publish({ ...now, loadedThreads: null });
      void publishWithThreads();
    }
    timer ??= setTimeout(() => {
      timer = undefined;
      void publishWithThreads();
    }, countsMs).unref();
  }

  return {
    read: withThreads,
    changes() {
      engine.onHealthChange(changed);
      const stream = latest.follow(() => {
        if (latest.followers > 0) return;
        engine.onHealthChange(() => {});
        latest.forget();
      });
      if (latest.value === undefined) void publishWithThreads();
      return stream;
    },
    changed,
    close: () => latest.close(),
  };
}
