import type { CountRefusal } from '../../../codex/completion/refusal.ts';
import type { SessionCore } from '../../../codex/session-core.ts';
import type { Compactions } from '../../../conversations/compaction/compactions.ts';
import type { ConversationStore } from '../../../conversations/conversation-store.ts';
import type { Turns } from '../../../conversations/running/turns.ts';
import type { SseTiming } from '../../../http/answer/sse-response.ts';
import type { RequestTracer } from '../../../http/request-tracer.ts';
import type { ImageFetcher } from '../../../images/image-fetcher.ts';

/** What responses are made with. */
export interface ResponsesOptions {
  readonly core: SessionCore;
  readonly turns: Turns;
  readonly conversations: ConversationStore;
  readonly compactions: Compactions;
  readonly images: ImageFetcher;
  readonly timing: SseTiming;
  /** Refuses options without effect, and fails answers that do not honor an option. */
  readonly isStrict: boolean;
  /** Default: refusals are not counted. */
  readonly countRefusal?: CountRefusal;
  /** Traces messages on WebSockets. Default: they are not traced. */
  readonly tracer?: RequestTracer;
}
