import type { Contact } from '../../service/contact/contact.ts';
import type { QuotaWindows } from '../account/quota-windows.ts';

/** How long a turn may run without progress. */
export interface TurnLimits {
  /** How long Codex may keep retrying one answer, in milliseconds. */
  readonly retryMs: number;
  /** The longest time without a sign of life, in milliseconds. */
  readonly silenceMs: number;
}

/** What a turn needs besides its request. */
export interface TurnTerms extends TurnLimits {
  readonly quota: QuotaWindows;
  /**
   * Called when the listener has received output of an answer, or the model has been thinking for a
   * while. Background work no longer delays the first token.
   */
  readonly onUnderWay: () => void;
  /** Called with what each event shows about the contact with the service. */
  readonly onContact: (contact: Contact) => void;
}
