import type { Contact } from '../../service/contact/contact.ts';
import { guardContact, type ContactGuard } from '../../service/contact/contact-guard.ts';
import type { UpstreamBreaker } from '../../service/contact/upstream-breaker.ts';
import type { ParkedTurn, TurnOutcome, TurnRequest } from '../threads/turn.ts';

/** Runs one turn of a request. Reports whether its events show contact with the service. */
export type RunTurn = (onContact: (contact: Contact) => void) => Promise<TurnOutcome>;

/** Runs a turn under the circuit breaker, including when it continues with tool results. */
export async function guardTurn(
  breaker: UpstreamBreaker,
  { caller, model, messages }: TurnRequest,
  run: RunTurn,
): Promise<TurnOutcome> {
  const guard = guardContact(breaker, { caller, model }, messages);
  return await guarded(guard, async () => await run(guard.onContact));
}

async function guarded(
  guard: ContactGuard,
  task: () => Promise<TurnOutcome>,
): Promise<TurnOutcome> {
  const outcome = await guard.run(task);
  const { parked } = outcome;
  return parked === null ? outcome : { ...outcome, parked: guardParked(guard, parked) };
}

function guardParked(guard: ContactGuard, parked: ParkedTurn): ParkedTurn {
  return {
    bytes: parked.bytes,
    items: parked.items,
    gone: parked.gone,
    get isGone() {
      return parked.isGone;
    },
    resume: async (...args) => await guarded(guard, async () => await parked.resume(...args)),
    canTake: (...args) => parked.canTake(...args),
    release: () => parked.release(),
  };
}
