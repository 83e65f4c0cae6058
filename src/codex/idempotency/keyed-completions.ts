import { InvalidRequestError } from '../../errors/errors.ts';
import type { Completion } from '../completion/completion.ts';
import type { CompletionRequest, IdempotencyKey } from '../completion/request.ts';
import { bodyDigest, keyDigest } from './idempotency-key.ts';
import { createLifeline, type Lifeline } from './lifeline.ts';

/** What an idempotency key needs to know of its request. */
export type KeyedRequest = Pick<CompletionRequest, 'caller' | 'delivery'> & {
  readonly idempotency: IdempotencyKey;
};

/** Finds the completion that was started under an idempotency key. */
export interface KeyedCompletions<C extends Completion> {
  /**
   * The running or ended completion of the request's key, or else a new one. A completion outlives
   * its last client, so that a client that reconnects finds it. Rejects with `InvalidRequestError`
   * if the key belongs to a different request, or as `start` does.
   *
   * @param signal Aborted when this client leaves.
   * @param start Starts a completion that is cancelled when the given signal aborts.
   */
  run(
    request: KeyedRequest,
    signal: AbortSignal,
    start: (signal: AbortSignal) => Promise<C>,
  ): Promise<C>;
  /** Stops waiting for its clients. Frees its key if it failed before they received any output. */
  ended(completion: Completion, request: Pick<CompletionRequest, 'delivery'>): void;
  /** Frees the key of a completion that is no longer retained. */
  forget(completion: Pick<Completion, 'id'>): void;
}

interface Slot<C> {
  readonly started: Promise<C>;
  readonly lifeline: Lifeline;
  /** Frees the key. */
  free(): void;
}

/** The request of one key, with its completions by index. */
interface Entry<C> {
  readonly body: string;
  readonly slots: Map<number, Slot<C>>;
}

/**
 * Starts empty. There are never more keys than running and retained completions.
 *
 * @param lingerMs How long a completion outlives its last client, in milliseconds.
 */
export function createKeyedCompletions<C extends Completion>(
  lingerMs: number,
): KeyedCompletions<C> {
  const entries = new Map<string, Entry<C>>();
  const slotById = new Map<string, Slot<C>>();

  const entryFor = (name: string, body: string): Entry<C> => {
    const entry = entries.get(name) ?? { body, slots: new Map<number, Slot<C>>() };
    if (entry.body !== body) throw reused();
    entries.set(name, entry);
    return entry;
  };

  const open = (request: KeyedRequest, start: (signal: AbortSignal) => Promise<C>): Slot<C> => {
    const { caller, idempotency } = request;
    const name = keyDigest(caller.id, idempotency);
    const { slots } = entryFor(name, bodyDigest(idempotency));
    const index = idempotency.index ?? 0;
    const known = slots.get(index);
    if (known !== undefined) return known;
    const lifeline = createLifeline(lingerMs);
    const slot: Slot<C> = {
      started: start(lifeline.signal),
      lifeline,
      free() {
        if (slots.get(index) === slot) slots.delete(index);
        if (slots.size === 0 && entries.get(name)?.slots === slots) entries.delete(name);
      },
    };
    slots.set(index, slot);
    void follow(slot, request);
    return slot;
  };

  const follow = async (slot: Slot<C>, request: KeyedRequest): Promise<void> => {
    try {
      const completion = await slot.started;
      slotById.set(completion.id, slot);
      if (completion.endedAt !== null) ended(completion, request);
    } catch {
      slot.free();
      slot.lifeline.end();
    }
  };

  const ended = (completion: Completion, request: Pick<CompletionRequest, 'delivery'>): void => {
    const slot = slotById.get(completion.id);
    if (slot === undefined) return;
    if (completion.error !== null && !isToBeKept(completion, request)) slot.free();
    slot.lifeline.end();
  };

  return {
    async run(request, signal, start) {
      const { started, lifeline } = open(request, start);
      lifeline.hold(signal);
      return await started;
    },
    ended,
    forget({ id }) {
      slotById.get(id)?.free();
      slotById.delete(id);
    },
  };
}

/** Whether to keep the key of a failed answer: a client that has seen output would get another. */
function isToBeKept(
  { error, firstTokenAt }: Completion,
  { delivery }: Pick<CompletionRequest, 'delivery'>,
): boolean {
  return firstTokenAt !== null && delivery !== 'whole' && error?.code !== 'cancelled';
}

function reused(): InvalidRequestError {
  return new InvalidRequestError(
    'idempotency_key_reused',
    'The idempotency key was used for another request. Use a new key for each request.',
    { param: 'idempotency_key' },
  );
}
