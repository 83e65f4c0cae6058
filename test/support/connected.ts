import { vi } from 'vitest';
import { ask, never, type TestCore } from './core.ts';
import { lastAsked } from './last-asked.ts';

/**
 * Resolves once requests go over a WebSocket. The direct engine has none wait for one: while it
 * opens, they go over HTTP.
 */
export async function whenConnected({ core, standIn }: TestCore): Promise<void> {
  await vi.waitFor(
    async () => {
      await (await core.run(ask('Say exactly: connected'), never())).result();
      if (lastAsked(standIn)?.transport !== 'websocket') throw new Error('It went over HTTP');
    },
    { timeout: 10_000 },
  );
}
