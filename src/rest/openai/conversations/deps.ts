import type { SessionCore } from '../../../codex/session-core.ts';
import type { ConversationStore } from '../../../conversations/conversation-store.ts';

/** What the endpoints of conversations are built from. */
export interface ConversationDeps {
  readonly core: Pick<SessionCore, 'capabilities'>;
  readonly store: ConversationStore;
  /** Whether a parameter without effect is refused, rather than named in a header. */
  readonly isStrict: boolean;
}
