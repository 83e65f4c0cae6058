import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { UpstreamError } from '../../../../errors/errors.ts';
import type { EngineState, OpenBreaker } from '../../engine-health.ts';
import type { EngineObserver, RestartReason } from '../../engine-observer.ts';
import { EngineStartError } from '../../start-error.ts';
import type { EngineProcess } from './engine-process.ts';
import { HeldProcess, type EngineLease } from './held-process.ts';
import { IdleTimer } from './idle-timer.ts';
import { StartBreaker } from './start-breaker.ts';
import { WaitingRoom } from './waiting-room.ts';
import { logDeath, watchProcess } from './process-watch.ts';
import { watchdogTiming, type WatchdogTiming } from './watchdog.ts';

/** Keeps one engine process running. */
export interface Supervisor {
  readonly state: EngineState;
  /** Whether there is no process because nobody needs one. The next task starts it; the state is `ready`. */
  readonly isResting: boolean;
  /**
   * Stops a process that nobody has had hold of for that long, in milliseconds; null keeps it running.
   * Default: null.
   */
  stopWhenIdle(afterMs: number | null): void;
  /** The process for new tasks; null while there is none. */
  readonly current: EngineProcess | null;
  /** The breaker that opens when processes fail at their start; null while it is closed. */
  readonly breaker: OpenBreaker | null;
  /** Throws `engine_unavailable`, with a time to retry, while that breaker is open. */
  assertAvailable(): void;
  /** Called whenever the state, the breaker or the current process has changed. Set once. */
  onChange(listener: () => void): void;
  /**
   * Takes hold of the current process, waiting while it starts. Rejects with `engine_unavailable`
   * when none comes up in time, at once when its breaker is open, and with `shutting_down`. A process
   * is not stopped while anyone has hold of it, unless it dies.
   */
  acquire(): Promise<EngineLease>;
  /**
   * Starts a new process for new tasks, also where none was needed. Stops the old one after its last task, or when its tasks
   * take too long. If the new process does not start, the old one stays.
   */
  replace(reason: ReplaceReason): Promise<void>;
  /**
   * Ends all processes, and waits until they are gone.
   *
   * @param hurry Kills them once it has aborted. Default: they get two seconds to end.
   */
  close(hurry?: AbortSignal): Promise<void>;
}

/** Why a process that works is replaced. */
export type ReplaceReason = Extract<RestartReason, 'login' | 'models'>;

/** Options of a supervisor. */
export interface SupervisorOptions {
  readonly logger: Logger;
  /** Watches restarts. Default: nobody does. */
  readonly observer?: EngineObserver;
  /** When a process with an open connection counts as dead. Default: two misses of 5 s each. */
  readonly watchdog?: WatchdogTiming;
  /**
   * How long a replaced process may take to finish its tasks, in milliseconds. Default: 70 minutes.
   */
  readonly drainMs?: number;
}

/** How long a task waits for a process to come up. */
const patienceMs = 20_000;

/** Longer than the default limits of an answer and of the wait for its tool results together. */
const defaultDrainMs = 70 * 60 * 1000;

/**
 * Starts the first process, and from then on a new one, with backoff, whenever the current one dies
 * or stops answering. Rejects when the first does not start.
 */
export async function supervise(
  start: () => Promise<EngineProcess>,
  { logger, observer, watchdog = watchdogTiming, drainMs = defaultDrainMs }: SupervisorOptions,
): Promise<Supervisor> {
  const closing = new AbortController();
  const processes = new Set<HeldProcess>();
  const arrivals = new WaitingRoom<HeldProcess>();
  const breaker = new StartBreaker(logger);
  let state: EngineState = 'starting';
  let inPlace: HeldProcess | null = null;
  let changed = (): void => {};
  let relaunching: Promise<void> = Promise.resolve();
  let replacing: Promise<void> = Promise.resolve();
  let isReplacementDue = false;
  let isResting = false;
  const idle = new IdleTimer(rest);
  const isVacant = (): boolean => inPlace === null;
  takePlace(await launch());

  async function launch(): Promise<HeldProcess> {
    const held: HeldProcess = new HeldProcess(await start(), () => {
      if (held === inPlace) idle.begin();
    });
    if (held.engine.rpc.isClosed)
      throw new EngineStartError('the Codex app-server died as it had started');
    processes.add(held);
    void seeToItsEnd(held);
    return held;
  }

  async function seeToItsEnd(held: HeldProcess): Promise<void> {
    const watch = watchProcess(held, { logger, watchdog }, (isSilent) => {
      if (held === inPlace) enter(isSilent ? 'unresponsive' : 'ready', held);
    });
    await held.engine.rpc.closed;
    watch.end();
    died(held, watch.hasKilled ? 'unresponsive' : 'died');
  }

  /** Uses this process for new tasks, and retires the previous one. */
  function takePlace(held: HeldProcess): void {
    const old = inPlace;
    isResting = false;
    breaker.started();
    enter('ready', held);
    arrivals.admit(held);
    idle.begin();
    void old?.retire(drainMs, () => {
      logger.warn({ holders: old.holders }, 'the old Codex app-server takes too long; killing it');
    });
  }

  /** Stops a process that nobody has hold of, until somebody needs one. */
  function rest(): void {
    const held = inPlace;
    if (held === null || held.holders > 0) return;
    logger.info('nobody needs the Codex app-server; stopping it');
    isResting = true;
    enter('ready', null);
    void held.retire(drainMs, () => {});
  }

  function wake(): void {
    isResting = false;
    enter('starting', null);
    // It fails only when the supervisor is closed.
    relaunching = relaunch(0).catch(() => {});
  }

  function enter(next: EngineState, held: HeldProcess | null): void {
    if (state === 'stopped') return;
    state = next;
    inPlace = held;
    changed();
  }

  function died(held: HeldProcess, reason: RestartReason): void {
    processes.delete(held);
    // Only the current process matters, not a replaced one or one that is still starting.
    if (held !== inPlace || closing.signal.aborted) return;
    void logDeath(held, logger);
    const waitMs = breaker.died(held.livedMs, held.isProven);
    enter('restarting', null);
    refuseWaiting();
    // It fails only when the supervisor is closed.
    relaunching = relaunch(waitMs, reason).catch(() => {});
  }

  /** @param reason Why it is needed. Default: the one before rested. */
  async function relaunch(firstWaitMs: number, reason?: RestartReason): Promise<void> {
    let waitMs = firstWaitMs;
    while (isVacant()) {
      await sleep(waitMs, undefined, { signal: closing.signal });
      try {
        takePlace(await launch());
        if (reason !== undefined) observer?.restarted?.(reason);
      } catch (error) {
        closing.signal.throwIfAborted();
        waitMs = breaker.failed();
        logger.error({ err: error, retryInMs: waitMs }, 'the Codex app-server does not start');
        refuseWaiting();
        changed();
      }
    }
  }

  /** Rejects all tasks that wait for a process, once the breaker is open. */
  function refuseWaiting(): void {
    const refusal = breaker.refusal();
    if (refusal !== null) arrivals.refuse(refusal);
  }

  async function swap(reason: ReplaceReason): Promise<void> {
    if (isResting) {
      isReplacementDue = false;
      wake();
      return await relaunching;
    }
    while (isVacant() && !closing.signal.aborted) await relaunching;
    isReplacementDue = false;
    if (closing.signal.aborted) return;
    takePlace(await launch());
    observer?.restarted?.(reason);
  }

  /** The breaker is closed while there is a process. */
  function assertAvailable(): void {
    if (inPlace !== null || isResting) return;
    if (state === 'stopped') throw shuttingDown();
    const refusal = breaker.refusal();
    if (refusal !== null) throw refusal;
  }

  return {
    get state() {
      return state;
    },
    get isResting() {
      return isResting;
    },
    stopWhenIdle(afterMs) {
      idle.afterMs = afterMs;
      if (afterMs === null && isResting) wake();
      else idle.begin();
    },
    get current() {
      return inPlace?.engine ?? null;
    },
    onChange(listener) {
      changed = listener;
    },
    get breaker() {
      return breaker.open;
    },
    assertAvailable,
    async acquire() {
      assertAvailable();
      if (inPlace !== null) return inPlace.hold();
      if (isResting) wake();
      return (await arrivals.wait(patienceMs, notRunning)).hold();
    },
    async replace(reason) {
      // A replacement that has not begun yet also serves this call.
      if (!isReplacementDue) {
        isReplacementDue = true;
        replacing = replacing
          .then(async () => await swap(reason))
          .catch((error: unknown) => {
            if (!closing.signal.aborted) logger.error({ err: error }, 'cannot replace the engine');
          });
      }
      await replacing;
    },
    async close(hurry) {
      closing.abort();
      idle.afterMs = null;
      isResting = false;
      enter('stopped', null);
      arrivals.refuse(shuttingDown());
      await Promise.allSettled([relaunching, replacing]);
      await Promise.all([...processes].map(async ({ engine }) => await engine.stop(hurry)));
    },
  };
}

function notRunning(): UpstreamError {
  return new UpstreamError('engine_unavailable', 'Codex is not running; it is being restarted.');
}

function shuttingDown(): UpstreamError {
  return new UpstreamError('shutting_down', 'The server is shutting down.');
}
