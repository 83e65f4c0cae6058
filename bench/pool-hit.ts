import { setTimeout } from 'node:timers/promises';
import { openLoad } from './load/open-load.ts';
import type { Network } from './network/open-network.ts';
import type { Way } from './processes/load-protocol.ts';

/** One request may come when the pool has run dry; so many in a row do not. */
const tries = 5;
/** Less than a question, and more than the end of a connection. */
const questionBytes = 1000;
/** How long nothing is sent before all threads count as started, in milliseconds. */
const quietMs = 250;

/** Throws where no question goes over a connection that was open before it was asked. */
export async function assertPoolHit(way: Way, network: Network): Promise<void> {
  const load = await openLoad(way, 1);
  const question = { lanes: 1, requestsPerLane: 1, countTo: 0, pauseMs: 0, isGoingOn: false };
  try {
    for (let asked = 0; asked < tries; asked += 1) {
      const before = await quiet(network);
      await load.run(question);
      const { upstreamBytes } = await network.look();
      const isHit = before.some((bytes, index) => {
        return (upstreamBytes[index] ?? 0) > bytes + questionBytes;
      });
      if (isHit) return;
    }
  } finally {
    load.close();
  }
  throw new Error('No request has taken a thread that was started before it');
}

/** What has gone over each connection, once nothing more goes. */
async function quiet(network: Network): Promise<readonly number[]> {
  let { upstreamBytes } = await network.look();
  for (;;) {
    await setTimeout(quietMs);
    const now = (await network.look()).upstreamBytes;
    if (String(now) === String(upstreamBytes)) return now;
    upstreamBytes = now;
  }
}
