import type { Alerts } from '../../alerts/alerts.ts';
import type { Caller } from '../../codex/completion/caller.ts';
import type { Compactions } from '../../conversations/compaction/compactions.ts';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import type { Turns } from '../../conversations/running/turns.ts';
import type { SessionCore } from '../../codex/session-core.ts';
import type { QuotaHistory } from '../../quota/quota-history.ts';
import type { UsageStore } from '../../usage/usage-store.ts';
import type { GatewayFacts } from './gateway-facts.ts';

/** The context of every resolver. */
export interface GraphqlContext {
  /** As the client may see it. */
  readonly core: SessionCore;
  /** As the client may see it. */
  readonly usage: UsageStore;
  readonly turns: Turns;
  readonly compactions: Compactions;
  readonly conversations: ConversationStore;
  readonly quota: QuotaHistory;
  readonly alerts: Alerts;
  readonly gateway: GatewayFacts;
  /** Version of this gateway, `0.1.0`. */
  readonly version: string;
  /** Aborted when the client of this operation has gone: its request, its socket or its operation id. */
  readonly signal: AbortSignal;
  readonly caller: Caller;
}
