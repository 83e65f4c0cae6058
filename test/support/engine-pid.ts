import { vi } from 'vitest';
import { appServersOf } from './child-processes.ts';
import { assertNoSharedGateway } from './shared-gateway.ts';

/**
 * The process ids of the app-servers that this process has started and that still run. Throws while a
 * gateway is shared, see `endSharedGateway`.
 */
export function engineProcessIds(): number[] {
  assertNoSharedGateway();
  return appServersOf(process.pid);
}

/**
 * Kills the app-server of this process, and gives its id. Waits for it where it is just being
 * started: the id 0 would end the tests themselves.
 */
export async function killEngine(): Promise<number> {
  const pid = await vi.waitFor(() => {
    const [first] = engineProcessIds();
    if (first === undefined) throw new Error('There is no app-server');
    return first;
  }, 60_000);
  process.kill(pid, 'SIGKILL');
  return pid;
}
