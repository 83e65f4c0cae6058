import { z } from 'zod';
import { openAbortScope } from '../../util/abort-scope.ts';
import { InvalidApiKeyError } from '../../errors/errors.ts';
import { errorCode } from '../../util/error-code.ts';

/** What listens at an address. */
export type Listener =
  | { readonly kind: 'nobody' }
  /** Its version; null where it wants a key. */
  | { readonly kind: 'codex-serve'; readonly version: string | null }
  /** Another program: what it calls itself, where it speaks HTTP and says so. */
  | { readonly kind: 'other'; readonly name: string | null }
  /** The connection was made, and no answer came. */
  | { readonly kind: 'silent' };

/** How long a program may take to answer, in milliseconds. */
const answerMs = 2000;

const root = z.object({ name: z.literal('codex-serve'), version: z.string() });
const refusal = z.object({
  error: z.object({ message: z.literal(new InvalidApiKeyError().message) }),
});

/**
 * Asks a program who it is, by `GET /`, without any key. Rejects with the reason of the signal alone.
 *
 * @param url `http://127.0.0.1:8000`
 */
export async function whoListens(url: string, signal: AbortSignal): Promise<Listener> {
  const scope = openAbortScope({ signals: [signal], timeoutMs: answerMs });
  try {
    const answer = await fetch(`${url}/`, {
      headers: { accept: 'application/json' },
      redirect: 'manual',
      signal: scope.signal,
    });
    const body: unknown = await answer.json().catch(() => null);
    const known = root.safeParse(body).data;
    if (known !== undefined) return { kind: 'codex-serve', version: known.version };
    if (refusal.safeParse(body).success) return { kind: 'codex-serve', version: null };
    return { kind: 'other', name: answer.headers.get('server') };
  } catch (error) {
    signal.throwIfAborted();
    if (scope.signal.aborted) return { kind: 'silent' };
    return isRefused(error) ? { kind: 'nobody' } : { kind: 'other', name: null };
  } finally {
    scope.release();
  }
}

const unreachable = new Set([
  'ECONNREFUSED',
  'EADDRNOTAVAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** `fetch` wraps the error of the connection, which may be one for each address of a name. */
function isRefused(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const errors: readonly unknown[] = cause instanceof AggregateError ? cause.errors : [cause];
  return errors.every((each) => unreachable.has(errorCode(each) ?? ''));
}
