import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { UpstreamError } from '../../../errors/errors.ts';
import type { EngineState } from '../../health.ts';
import { settleWithin } from '../../settle-within.ts';
import type { EngineProcess } from './engine-process.ts';
import { HeldProcess, type EngineLease } from './held-process.ts';
import { watchdogTiming, watchForDeath, type WatchdogTiming } from './watchdog.ts';

/** Keeps one engine process running. */
export interface Supervisor {
  readonly state: EngineState;
  /** The process that tasks to come run on; null while there is none. */
  readonly current: EngineProcess | null;
  /** Called whenever the state or the current process has changed. Set once. */
  onChange(listener: () => void): void;
  /**
   * Takes hold of the current process, waiting while it starts. Rejects with `engine_unavailable`
   * when none comes up in time. A process is not stopped while anyone has hold of it, unless it
   * dies.
   */
  acquire(): Promise<EngineLease>;
  /**
   * Starts a new process for all tasks to come, and stops the old one after its last task, or when
   * its tasks take too long. Where the new one does not start, the old one stays.
   */
  replace(): Promise<void>;
  close(): Promise<void>;
}

/** How a supervisor works. */
export interface SupervisorOptions {
  readonly logger: Logger;
  /** How a process is found dead that keeps its connection open. Default: two misses in 5 s each. */
  readonly watchdog?: WatchdogTiming;
  /**
   * How long a process that was replaced may take over its last tasks, in milliseconds. Default: 70
   * minutes.
   */
  readonly drainMs?: number;
}

/** Waits between failed starts double from the first to the second, in milliseconds. */
const backoffMs = { first: 100, longest: 30_000 };
/** How long a task waits for a process to come up. */
const patienceMs = 20_000;

/** Longer than the longest answer and the wait for its tools, as they are by default. */
const defaultDrainMs = 70 * 60 * 1000;

/**
 * Starts the first process, and from then on a new one, with backoff, whenever the current one dies
 * or stops answering. Rejects when the first does not start.
 */
export async function supervise(
  start: () => Promise<EngineProcess>,
  { logger, watchdog = watchdogTiming, drainMs = defaultDrainMs }: SupervisorOptions,
): Promise<Supervisor> {
  const closing = new AbortController();
  const processes = new Set<HeldProcess>();
  let state: EngineState = 'starting';
  let inPlace: HeldProcess | null = null;
  let changed = (): void => {};
  let current: Promise<HeldProcess> = launchInPlace();
  let replacing: Promise<void> = Promise.resolve();
  await current;

  async function launch(): Promise<HeldProcess> {
    const held = new HeldProcess(await start());
    processes.add(held);
    void seeToItsEnd(held);
    return held;
  }

  async function seeToItsEnd(held: HeldProcess): Promise<void> {
    const unwatch = watch(held);
    await held.engine.rpc.closed;
    unwatch();
    died(held);
  }

  /** Kills a process that was stopped or hangs, so that it counts as dead. Gives what ends the watch. */
  function watch(held: HeldProcess): () => void {
    return watchForDeath(held.engine, watchdog, {
      onSilence(isSilent) {
        if (held === inPlace) enter(isSilent ? 'unresponsive' : 'ready', held);
      },
      onDeath(silentMs) {
        logger.error({ silentMs }, 'the Codex app-server does not answer; killing it');
        held.engine.kill();
      },
    });
  }

  async function launchInPlace(): Promise<HeldProcess> {
    const held = await launch();
    if (held.engine.rpc.isClosed) throw diedAtStart();
    enter('ready', held);
    return held;
  }

  function enter(next: EngineState, held: HeldProcess | null): void {
    if (state === 'stopped') return;
    state = next;
    inPlace = held;
    changed();
  }

  function died(held: HeldProcess): void {
    processes.delete(held);
    // One that was replaced, or is yet to take its place, is no loss.
    if (held !== inPlace || closing.signal.aborted) return;
    void logDeath(held);
    current = relaunch();
    // Without a task waiting, nobody else would hear of it.
    current.catch(() => {});
    enter('restarting', null);
  }

  async function logDeath({ engine, holders }: HeldProcess): Promise<void> {
    const { exitCode, signal, output } = await engine.ended;
    const lastOutput = output.join('\n');
    logger.error(
      { holders, exitCode, signal, lastOutput },
      'the Codex app-server died; starting another',
    );
  }

  async function relaunch(): Promise<HeldProcess> {
    for (let wait = backoffMs.first; ; wait = Math.min(wait * 2, backoffMs.longest)) {
      try {
        return await launchInPlace();
      } catch (error) {
        logger.error({ err: error, retryInMs: wait }, 'the Codex app-server does not start');
        await sleep(wait, undefined, { signal: closing.signal });
      }
    }
  }

  async function swap(): Promise<void> {
    const before = current;
    const old = await before;
    if (closing.signal.aborted) return;
    const fresh = await launch();
    if (fresh.engine.rpc.isClosed) throw diedAtStart();
    // The old one may have died meanwhile, and its successor be in place.
    const superfluous = current === before ? old : fresh;
    if (superfluous === old) {
      current = Promise.resolve(fresh);
      enter('ready', fresh);
    }
    await superfluous.retire(drainMs, () => {
      logger.warn({ holders: superfluous.holders }, 'the old Codex app-server takes too long');
    });
  }

  return {
    get state() {
      return state;
    },
    get current() {
      return inPlace?.engine ?? null;
    },
    onChange(listener) {
      changed = listener;
    },
    async acquire() {
      const held = inPlace ?? (await settleWithin(current, patienceMs, notRunning));
      return held.hold();
    },
    async replace() {
      replacing = replacing.then(swap).catch((error: unknown) => {
        if (!closing.signal.aborted) logger.error({ err: error }, 'cannot replace the engine');
      });
      await replacing;
    },
    async close() {
      closing.abort();
      enter('stopped', null);
      await Promise.allSettled([current, replacing]);
      await Promise.all([...processes].map(async ({ engine }) => await engine.stop()));
    },
  };
}

function notRunning(): UpstreamError {
  return new UpstreamError('engine_unavailable', 'Codex is not running; it is being restarted.');
}

function diedAtStart(): Error {
  return new Error('the Codex app-server died when it had just started');
}
