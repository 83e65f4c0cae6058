import { endAll } from './completions.ts';
import type { TestGateway } from './gateway.ts';
import { isSharedProcess } from './own-process.ts';

let shared: TestGateway | undefined;
let isLent = false;

/**
 * Lends the gateway that the test files of this process share, started on first use. `close` gives it
 * back: it ends what still runs, and has the stand-in forget everything. One that a file has left
 * broken, or with turns that wait for tool results, is closed instead, and the next file gets a new one.
 *
 * Resolves with undefined where nothing is shared, and while the gateway is lent.
 */
export async function borrowGateway(
  start: () => Promise<TestGateway>,
): Promise<TestGateway | undefined> {
  if (!isSharedProcess || isLent) return undefined;
  isLent = true;
  try {
    shared ??= await startShared(start);
  } catch (error) {
    isLent = false;
    throw error;
  }
  return { ...shared, close: giveBack };
}

/**
 * Ends the gateway that files share, so that this process has no app-server but those that the file
 * starts. The next file that borrows one starts it anew.
 */
export async function endSharedGateway(): Promise<void> {
  const ended = shared;
  shared = undefined;
  await ended?.close();
}

/** Throws while a gateway is shared: its app-server would be found among those of the test file. */
export function assertNoSharedGateway(): void {
  if (shared === undefined) return;
  throw new Error('This looks at the app-servers of the process: call `endSharedGateway` before.');
}

async function giveBack(): Promise<void> {
  if (shared !== undefined && !(await isClean(shared))) {
    const broken = shared;
    shared = undefined;
    await broken.close();
  }
  isLent = false;
}

async function startShared(start: () => Promise<TestGateway>): Promise<TestGateway> {
  const gateway = await start();
  const end = (): void => void gateway.close().finally(() => process.exit());
  // Vitest ends a process with this signal.
  process.once('SIGTERM', end);
  return {
    ...gateway,
    async close() {
      process.off('SIGTERM', end);
      await gateway.close();
    },
  };
}

async function isClean(gateway: TestGateway): Promise<boolean> {
  try {
    await endAll(gateway);
    gateway.standIn.reset();
    return gateway.core.engineHealth().state === 'ready' && gateway.engine.parkedTurns === 0;
  } catch {
    return false;
  }
}
