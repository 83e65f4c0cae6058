import type { Logger } from 'pino';
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
  add(refused: DirectRefusedError): void;
  /** Another login may be served. */
  clear(): void;
}

/** How many refusals are remembered. What is dropped is tried, and refused, once more. */
const maxKept = 20;

/** Starts with none. They last until the gateway ends or the login changes. */
export function createFallbacks(logger: Logger): Fallbacks {
  const known = new Map<string, { readonly refusal: Refusal; readonly fallback: Fallback }>();
  return {
    all: () => [...known.values()].map(({ fallback }) => fallback),
    concern: (request) => [...known.values()].some(({ refusal }) => refusal.concerns(request)),
    get areTotal() {
      return [...known.values()].some(({ refusal }) => refusal.kind === 'blocked');
    },
    add({ refusal, error }) {
      const { kind, subject } = refusal;
      const key = JSON.stringify([kind, subject]);
      if (known.has(key)) return;
      const [oldest] = known.keys();
      if (known.size >= maxKept && oldest !== undefined) known.delete(oldest);
      const fallback = { kind, subject, reason: reasonOf(refusal), since: new Date() };
      known.set(key, { refusal, fallback });
      logger.warn({ kind, subject, err: error }, `${fallback.reason} The app-server answers them.`);
    },
    clear: () => known.clear(),
  };
}

function reasonOf({ kind, subject }: Refusal): string {
  if (kind === 'blocked') return 'The service blocks direct requests from this machine.';
  const part = kind === 'parameter' ? 'with' : 'for the model';
  return `The service refuses direct requests ${part} '${subject}'.`;
}
