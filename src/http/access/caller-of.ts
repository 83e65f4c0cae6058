import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../codex/completion/caller.ts';
import { InvalidApiKeyError } from '../../errors/errors.ts';

const callers = new WeakMap<IncomingMessage, Caller>();

/** Notes who sent a request, or opened a WebSocket by it. The way in does so once. */
export function noteCaller(request: IncomingMessage, caller: Caller): void {
  callers.set(request, caller);
}

/** Who sent a request; null if it was let in without a key that it needed. */
export function knownCallerOf(request: IncomingMessage): Caller | null {
  return callers.get(request) ?? null;
}

/** Who sent a request. Throws `InvalidApiKeyError` if it was let in without a key that it needed. */
export function callerOf(request: IncomingMessage): Caller {
  const caller = knownCallerOf(request);
  if (caller === null) throw new InvalidApiKeyError();
  return caller;
}
