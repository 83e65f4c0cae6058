import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { UpstreamError } from '../../../errors/errors.ts';
import type { EngineState } from '../../health.ts';
import { settleWithin } from '../../settle-within.ts';
import type { EngineProcess } from './engine-process.ts';

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
   * Starts a new process for all tasks to come, and stops the old one after its last task. Where
   * the new one does not start, the old one stays.
   */
  replace(): Promise<void>;
  close(): Promise<void>;
}

/** A hold on a process. */
export interface EngineLease {
  readonly engine: EngineProcess;
  /** Lets go. Without effect the second time. */
  release(): void;
}

/** Waits between failed starts double from the first to the second, in milliseconds. */
const backoffMs = { first: 100, longest: 30_000 };
/** How long a task waits for a process to come up. */
const patienceMs = 20_000;

/** A process with the number of those who have hold of it. */
interface Held {
  readonly engine: EngineProcess;
  holders: number;
  isRetired: boolean;
}

/**
 * Starts the first process, and from then on a new one, with backoff, whenever the current one
 * dies. Rejects when the first does not start.
 */
export async function supervise(
  start: () => Promise<EngineProcess>,
  logger: Logger,
): Promise<Supervisor> {
  const closing = new AbortController();
  const processes = new Set<Held>();
  let state: EngineState = 'starting';
  let inPlace: Held | null = null;
  let changed = (): void => {};
  let current: Promise<Held> = launchInPlace();
  let replacing: Promise<void> = Promise.resolve();
  await current;

  async function launch(): Promise<Held> {
    const held: Held = { engine: await start(), holders: 0, isRetired: false };
    processes.add(held);
    void held.engine.rpc.closed.then(() => died(held));
    return held;
  }

  async function launchInPlace(): Promise<Held> {
    const held = await launch();
    enter('ready', held);
    return held;
  }

  function enter(next: EngineState, held: Held | null): void {
    if (state === 'stopped') return;
    state = next;
    inPlace = held;
    changed();
  }

  function died(held: Held): void {
    processes.delete(held);
    if (held.isRetired || closing.signal.aborted) return;
    logger.error({ holders: held.holders }, 'the Codex app-server died; starting another');
    current = relaunch();
    // Without a task waiting, nobody else would hear of it.
    current.catch(() => {});
    enter('restarting', null);
  }

  async function relaunch(): Promise<Held> {
    for (let wait = backoffMs.first; ; wait = Math.min(wait * 2, backoffMs.longest)) {
      try {
        return await launchInPlace();
      } catch (error) {
        logger.error({ err: error, retryInMs: wait }, 'the Codex app-server does not start');
        await sleep(wait, undefined, { signal: closing.signal });
      }
    }
  }

  function hold(held: Held): EngineLease {
    let isReleased = false;
    held.holders += 1;
    return {
      engine: held.engine,
      release() {
        if (isReleased) return;
        isReleased = true;
        held.holders -= 1;
        if (held.isRetired && held.holders === 0) void held.engine.stop();
      },
    };
  }

  async function swap(): Promise<void> {
    const before = current;
    const old = await before;
    if (closing.signal.aborted) return;
    const fresh = await launch();
    // The old one may have died meanwhile, and its successor be in place.
    const superfluous = current === before ? old : fresh;
    superfluous.isRetired = true;
    superfluous.engine.retire();
    if (superfluous === old) {
      current = Promise.resolve(fresh);
      enter('ready', fresh);
    }
    if (superfluous.holders === 0) await superfluous.engine.stop();
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
    acquire: async () => hold(inPlace ?? (await settleWithin(current, patienceMs, notRunning))),
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
