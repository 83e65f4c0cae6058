import { createHash, randomUUID } from 'node:crypto';
import type { Message } from '../../../completion/request.ts';
import type { RequestSubject } from '../../answer-engine.ts';
import type { Contact } from './contact.ts';
import type { UpstreamBreaker } from './upstream-breaker.ts';

/** Runs the tasks of one request under the circuit breaker. */
export interface ContactGuard {
  /** A task shows contact with the service, or the lack of it. */
  readonly onContact: (contact: Contact) => void;
  /** Runs a task. Rejects with `upstream_unavailable` while the breaker is open, or as the task does. */
  run<T>(task: () => Promise<T>): Promise<T>;
}

/** The guard for a request with these messages. */
export function guardContact(
  breaker: UpstreamBreaker,
  subject: RequestSubject,
  messages: readonly Message[],
): ContactGuard {
  let last: Contact | null = null;
  const onContact = (contact: Contact): void => {
    if (last === 'answered') return;
    last = contact;
    if (contact === 'answered') breaker.answered();
  };
  const tell = (contact: Contact | null): void => {
    if (contact === null || contact === 'answered') return;
    const digest = contact === 'unreachable' ? randomUUID() : digestOf(messages);
    breaker.failed(digest, { ...subject, contact });
  };
  return {
    onContact,
    async run(task) {
      const leave = breaker.enter(subject);
      last = null;
      try {
        const outcome = await task();
        onContact('answered');
        return outcome;
      } finally {
        leave();
        tell(last);
      }
    },
  };
}

function digestOf(messages: readonly Message[]): string {
  return createHash('sha256').update(JSON.stringify(messages)).digest('base64url');
}
