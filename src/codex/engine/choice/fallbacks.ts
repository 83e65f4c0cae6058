import type { Logger } from 'pino';
import { logIds } from '../../completion/log-ids.ts';
import type { DirectRefusedError, Refusal } from '../direct-refused.ts';
import type { Fallback } from '../engine-health.ts';
import type { AnswerRequest } from '../turn.ts';

/** The requests that the app-server answers in place of the direct engine. */
export interface Fallbacks {
  /** Oldest first. */
  all(): readonly Fallback[];
  /** Whether the service has refused requests like this one. */
  concern(request: AnswerRequest): boolean;
  /** Whether the service has refused everything. */
  readonly areTotal: boolean;
  /** The service refused a request: from now on, those like it are not tried again. */
  add(refused: DirectRefusedError, request: AnswerRequest): void;
  /** Another login may be served. */
  clear(): void;
}

/** How many kinds of requests are remembered. What is dropped is tried, and refused, once more. */
const maxKinds = 20;
/** How many different requests of one kind are remembered. */
const maxEach = 20;

interface Entry {
  readonly fallback: Fallback;
  /** Newest first. */
  readonly refusals: readonly Refusal[];
}

/** Starts with none. They last until the gateway ends or the login changes. */
export function createFallbacks(logger: Logger): Fallbacks {
  const entries = new Map<string, Entry>();
  const all = (): Entry[] => [...entries.values()];
  return {
    all: () => all().map(({ fallback }) => fallback),
    concern: (request) =>
      all().some(({ refusals }) => refusals.some((refusal) => refusal.concerns(request))),
    get areTotal() {
      return all().some(({ fallback }) => fallback.kind === 'blocked');
    },
    add(refused, { completionId, asked }) {
      const { refusal } = refused;
      const { kind, subject } = refusal;
      const key = JSON.stringify([kind, subject]);
      const known = entries.get(key);
      if (known !== undefined) {
        const refusals = [refusal, ...known.refusals].slice(0, maxEach);
        entries.set(key, { ...known, refusals });
        return;
      }
      const [oldest] = entries.keys();
      if (entries.size >= maxKinds && oldest !== undefined) entries.delete(oldest);
      const fallback = { kind, subject, reason: reasonOf(refusal), since: new Date() };
      entries.set(key, { fallback, refusals: [refusal] });
      logger.warn(
        { ...logIds({ id: completionId, caller: asked.caller }), kind, subject, err: refused },
        `${fallback.reason} The app-server answers them.`,
      );
    },
    clear: () => entries.clear(),
  };
}

function reasonOf({ kind, subject }: Refusal): string {
  if (kind === 'blocked') return 'The service blocks direct requests from this machine.';
  const part = kind === 'parameter' ? 'with' : 'for the model';
  return `The service refuses direct requests ${part} '${subject}'.`;
}
