import type { Contact } from '../upstream/contact.ts';
import type { QuotaWindows } from '../account/quota-windows.ts';

/** How long a turn may take over what leads nowhere. */
export interface TurnLimits {
  /** How long Codex may go on retrying one answer, in milliseconds. */
  readonly retryMs: number;
  /** The longest time without a sign of life, in milliseconds. */
  readonly silenceMs: number;
}

/** What a turn goes by beside its request. */
export interface TurnTerms extends TurnLimits {
  readonly quota: QuotaWindows;
  /**
   * Called when the listener has heard something of an answer, or the service has been at it for a
   * while: what else there is to do will not delay the first token.
   */
  readonly onUnderWay: () => void;
  /** Called with what each event shows about the way to the service. */
  readonly onContact: (contact: Contact) => void;
}
