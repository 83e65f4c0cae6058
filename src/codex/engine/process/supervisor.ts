import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { UpstreamError } from '../../../errors/errors.ts';
import type { EngineState } from '../../session-core.ts';
import type { EngineProcess } from './engine-process.ts';

/** Keeps one engine process running. */
export interface Supervisor {
  readonly state: EngineState;
  /**
   * Runs a task on the current process, waiting while it starts. Rejects with `engine_unavailable`
   * when none comes up in time. A process is not stopped under its tasks, unless it dies.
   */
  use<T>(task: (engine: EngineProcess) => Promise<T>): Promise<T>;
  /**
   * Starts a new process for all tasks to come, and stops the old one after its last task. Where
   * the new one does not start, the old one stays.
   */
  replace(): Promise<void>;
  close(): Promise<void>;
}

/** Waits between failed starts double from the first to the second, in milliseconds. */
const backoffMs = { first: 100, longest: 30_000 };
/** How long a task waits for a process to come up. */
const patienceMs = 20_000;

/** A process with the number of tasks on it. */
interface Lease {
  readonly engine: EngineProcess;
  tasks: number;
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
  const leases = new Set<Lease>();
  let state: EngineState = 'starting';
  let current: Promise<Lease> = launch();
  let replacing: Promise<void> = Promise.resolve();
  await current;

  async function launch(): Promise<Lease> {
    const lease: Lease = { engine: await start(), tasks: 0, isRetired: false };
    leases.add(lease);
    void lease.engine.rpc.closed.then(() => died(lease));
    state = 'ready';
    return lease;
  }

  function died(lease: Lease): void {
    leases.delete(lease);
    if (lease.isRetired || closing.signal.aborted) return;
    logger.error({ tasks: lease.tasks }, 'the Codex app-server died; starting another');
    state = 'restarting';
    current = relaunch();
    // Without a task waiting, nobody else would hear of it.
    current.catch(() => {});
  }

  async function relaunch(): Promise<Lease> {
    for (let wait = backoffMs.first; ; wait = Math.min(wait * 2, backoffMs.longest)) {
      try {
        return await launch();
      } catch (error) {
        logger.error({ err: error, retryInMs: wait }, 'the Codex app-server does not start');
        await sleep(wait, undefined, { signal: closing.signal });
      }
    }
  }

  async function release(lease: Lease): Promise<void> {
    lease.tasks -= 1;
    if (lease.isRetired && lease.tasks === 0) await lease.engine.stop();
  }

  async function swap(): Promise<void> {
    const before = current;
    const old = await before;
    const fresh = await launch();
    // The old one may have died meanwhile, and its successor be in place.
    const superfluous = current === before ? old : fresh;
    if (superfluous === old) current = Promise.resolve(fresh);
    superfluous.isRetired = true;
    if (superfluous.tasks === 0) await superfluous.engine.stop();
  }

  return {
    get state() {
      return state;
    },
    async use(task) {
      const lease = await inTime(current);
      lease.tasks += 1;
      try {
        return await task(lease.engine);
      } finally {
        void release(lease);
      }
    },
    async replace() {
      replacing = replacing.then(swap).catch((error: unknown) => {
        if (!closing.signal.aborted) logger.error({ err: error }, 'cannot replace the engine');
      });
      await replacing;
    },
    async close() {
      closing.abort();
      state = 'stopped';
      await Promise.allSettled([current, replacing]);
      await Promise.all([...leases].map(async ({ engine }) => await engine.stop()));
    },
  };
}

async function inTime(lease: Promise<Lease>): Promise<Lease> {
  const patience = new AbortController();
  const tooLate = sleep(patienceMs, undefined, { signal: patience.signal }).then(() => {
    throw new UpstreamError('engine_unavailable', 'Codex is not running; it is being restarted.');
  });
  try {
    return await Promise.race([lease, tooLate]);
  } finally {
    patience.abort();
    tooLate.catch(() => {});
  }
}
