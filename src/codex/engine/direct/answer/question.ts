import type { QuotaReport } from '../../account.ts';
import type { AnswerRequest } from '../../turn.ts';
import type { Contact } from '../../service/contact/contact.ts';
import type { CredentialSource } from '../login/credentials.ts';
import type { Transport, UpstreamRequest } from '../transport/transport.ts';

/** What asking the service takes. */
export interface ServiceDeps {
  readonly transport: Transport;
  readonly credentials: CredentialSource;
  /** See `RetryLimits`. */
  readonly retryMs: number;
  /** The longest time without an event, in milliseconds. */
  readonly silenceMs: number;
  /** The service reports how much of the quota is used up. */
  readonly onQuota: (report: QuotaReport) => void;
}

/** A question to the service. */
export interface Question {
  readonly request: AnswerRequest;
  readonly upstream: Omit<UpstreamRequest, 'credentials'>;
  readonly onContact: (contact: Contact) => void;
}
