import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often a connection is looked at, in milliseconds. */
const everyMs = 20;

/** How many times a connection may be busy without anything to send: a second. */
const quietLooks = 50;

/** How many times a client may have read nothing of what is sent to it: five seconds. */
const stalledLooks = 250;

/**
 * Resolves with true once a client has received all that it is sent, and with false where it is given
 * up: it is gone, reads nothing, nothing more comes for it, or the deadline aborts. Never rejects.
 *
 * @param isBusy Whether more will follow for the client.
 */
export async function delivered(
  connection: Socket,
  isBusy: () => boolean,
  deadline: AbortSignal,
): Promise<boolean> {
  let sent = -1;
  // Counted in looks, not in time: while the event loop is busy, nobody gets anything.
  let looks = 0;
  while (!connection.destroyed && !deadline.aborted) {
    const unsent = connection.writableLength;
    if (unsent === 0 && !isBusy()) return true;
    if (connection.bytesWritten - unsent !== sent) looks = 0;
    sent = connection.bytesWritten - unsent;
    if (looks >= (unsent === 0 ? quietLooks : stalledLooks)) return false;
    looks += 1;
    await sleep(everyMs);
  }
  return false;
}
