import { createHash, randomUUID } from 'node:crypto';
import type { Contact } from '../../service/contact/contact.ts';
import type { ParkedTurn, TurnOutcome, TurnRequest } from '../threads/turn.ts';
import type { UpstreamBreaker } from '../../service/contact/upstream-breaker.ts';

/** Runs one turn of a request. Reports whether its events show contact with the service. */
export type RunTurn = (onContact: (contact: Contact) => void) => Promise<TurnOutcome>;

/** Runs a turn under the circuit breaker, including when it continues with tool results. */
export async function guardTurn(
  breaker: UpstreamBreaker,
  request: TurnRequest,
  run: RunTurn,
): Promise<TurnOutcome> {
  const subject = { caller: request.caller, model: request.model };
  let last: Contact | null = null;
  const onContact = (contact: Contact): void => {
    if (last === 'answered') return;
    last = contact;
    if (contact === 'answered') breaker.answered();
  };

  const guarded = async (task: () => Promise<TurnOutcome>): Promise<TurnOutcome> => {
    const leave = breaker.enter(subject);
    last = null;
    try {
      const outcome = await task();
      onContact('answered');
      return outcome.parked === null
        ? outcome
        : { ...outcome, parked: guardParked(outcome.parked) };
    } finally {
      leave();
      tell(last);
    }
  };

  const tell = (contact: Contact | null): void => {
    if (contact === null || contact === 'answered') return;
    const digest = contact === 'unreachable' ? randomUUID() : digestOf(request);
    breaker.failed(digest, { ...subject, contact });
  };

  const guardParked = (parked: ParkedTurn): ParkedTurn => ({
    bytes: parked.bytes,
    gone: parked.gone,
    get isGone() {
      return parked.isGone;
    },
    resume: async (...args) => await guarded(async () => await parked.resume(...args)),
    canTake: (...args) => parked.canTake(...args),
    release: () => parked.release(),
  });

  return await guarded(async () => await run(onContact));
}

function digestOf({ messages }: TurnRequest): string {
  return createHash('sha256').update(JSON.stringify(messages)).digest('base64url');
}
