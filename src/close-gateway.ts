import { setImmediate } from 'node:timers/promises';
import type { SessionCore } from './codex/session-core.ts';
import type { Turns } from './conversations/running/turns.ts';
import type { HttpServer } from './http/server/http-server.ts';
import type { Stores } from './open-stores.ts';
import { createDeadline, type Deadline } from './util/deadline.ts';

/** How a gateway is closed. */
export interface CloseOptions {
  /** How long running answers may take to end, in milliseconds. Default: 0. */
  readonly drainMs?: number;
  /** Once it has aborted, everything ends within a fraction of a second. Default: it never does. */
  readonly hurry?: AbortSignal;
}

/** The parts of a gateway that end with it. */
export interface ClosingParts {
  readonly core: Pick<SessionCore, 'drain' | 'idle' | 'close'>;
  readonly turns: Pick<Turns, 'idle'>;
  readonly server: Pick<HttpServer, 'drain' | 'close'>;
  /** What the surfaces have open. */
  readonly serving: { close(deadline: AbortSignal): Promise<void> };
  readonly stores: Pick<Stores, 'conversations' | 'alerts' | 'close'>;
  /** Those that look what keeps the gateway from working. */
  readonly examinations: { close(): Promise<void> };
  /** Sends what it still has. Undefined where there is none. */
  readonly tracing: { close(): Promise<void> } | undefined;
}

/** How long a client has at least to read the end of its answer, in milliseconds. */
const graceMs = 1000;

/** How long it has where everything hurries, in milliseconds. */
const hurriedGraceMs = 200;

/**
 * Lets running answers come to their end, and their clients read it. What has not ended by then fails
 * with `shutting_down`. Then ends Codex, and closes the connections and the stores.
 */
export async function closeGateway(
  { core, turns, server, serving, examinations, stores, tracing }: ClosingParts,
  { drainMs = 0, hurry = new AbortController().signal }: CloseOptions,
): Promise<void> {
  const endsAt = performance.now() + drainMs;
  core.drain(drainMs);
  server.drain();
  await within(createDeadline(drainMs, hurry, 0), async (deadline) => {
    await core.idle(deadline);
    if (deadline.aborted) return;
    // An answer that failed may be asked for once more, when its end is written.
    await turns.idle();
    await setImmediate();
    await core.idle(deadline);
  });
  await Promise.all([examinations.close(), core.close(hurry)]);
  await turns.idle();
  stores.conversations.endNotices();
  await stores.alerts.close();
  const leftMs = Math.max(graceMs, endsAt - performance.now());
  await within(createDeadline(leftMs, hurry, hurriedGraceMs), async (deadline) => {
    await Promise.all([serving.close(deadline), server.close(deadline)]);
  });
  await Promise.all([tracing?.close(), stores.close()]);
}

async function within(
  deadline: Deadline,
  act: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  await act(deadline.signal).finally(() => deadline.clear());
}
