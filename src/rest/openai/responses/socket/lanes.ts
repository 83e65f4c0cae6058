import { CodexServeError, RateLimitedError } from '../../../../errors/errors.ts';

/** The requests of one connection, in lanes. */
export interface Lanes {
  /**
   * Runs a job after those of its lane that came before. Throws if the connection has too many lanes,
   * or too much waits.
   *
   * @param bytes How much of the connection's room it takes while it waits.
   */
  add(streamId: string | null, bytes: number, job: () => Promise<void>): void;
}

/** Jobs of a connection that run at once, OpenAI's limit. */
const maxRunning = 16;

/** Lanes with a name, OpenAI's limit. */
const maxNamed = 32;

/** Jobs that wait. */
const maxWaiting = 100;

/** Bytes of the requests that wait. */
const maxWaitingBytes = 64 * 1024 * 1024;

interface Waiting {
  readonly bytes: number;
  readonly job: () => Promise<void>;
}

interface Lane {
  readonly waiting: Waiting[];
  isRunning: boolean;
}

/** Lanes without jobs. Jobs of one lane never overlap, those of several lanes do. */
export function createLanes(): Lanes {
  const lanes = new Map<string | null, Lane>();
  let running = 0;
  let waiting = 0;
  let waitingBytes = 0;

  function laneOf(streamId: string | null): Lane {
    const known = lanes.get(streamId);
    if (known !== undefined) return known;
    const named = [...lanes.keys()].filter((name) => name !== null).length;
    if (streamId !== null && named >= maxNamed) throw tooManyLanes();
    const lane = { waiting: [], isRunning: false };
    lanes.set(streamId, lane);
    return lane;
  }

  /** Starts whatever may run. */
  function advance(): void {
    for (const lane of lanes.values()) {
      if (running >= maxRunning) return;
      if (!lane.isRunning) start(lane);
    }
  }

  function start(lane: Lane): void {
    const next = lane.waiting.shift();
    if (next === undefined) return;
    waiting -= 1;
    waitingBytes -= next.bytes;
    running += 1;
    lane.isRunning = true;
    void next.job().finally(() => {
      running -= 1;
      lane.isRunning = false;
      advance();
    });
  }

  return {
    add(streamId, bytes, job) {
      const lane = laneOf(streamId);
      if (waiting >= maxWaiting || waitingBytes + bytes > maxWaitingBytes) throw tooMuchWaits();
      waiting += 1;
      waitingBytes += bytes;
      lane.waiting.push({ bytes, job });
      advance();
    },
  };
}

/** The words and the code are OpenAI's. */
function tooManyLanes(): CodexServeError {
  const message = `This WebSocket connection has reached its maximum number of distinct stream IDs (${maxNamed}). Reuse an existing stream_id or open a new WebSocket connection.`;
  return new CodexServeError('websocket_stream_limit_reached', message, { param: 'stream_id' });
}

function tooMuchWaits(): RateLimitedError {
  const message =
    'Too many requests wait on this WebSocket connection. Wait for one of its responses to end.';
  return new RateLimitedError('rate_limit_exceeded', message);
}
