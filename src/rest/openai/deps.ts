import type { Logger } from 'pino';
import type { Compactions } from '../../conversations/compaction/compactions.ts';
import type { Identify } from '../../http/access/credentials.ts';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import type { Turns } from '../../conversations/running/turns.ts';
import type { CountRefusal } from '../../codex/completion/refusal.ts';
import type { SessionCore } from '../../codex/session-core.ts';
import type { RequestTracer } from '../../http/request-tracer.ts';
import type { ImageFetcher } from '../../images/image-fetcher.ts';
import type { ReasoningFormat } from './chat/reasoning-format.ts';
import type { StoredCompletions } from './stored/stored-completions.ts';

/** What OpenAI's API is built from. */
export interface OpenAiDeps {
  readonly core: SessionCore;
  /** Runs responses, and keeps them. */
  readonly turns: Turns;
  readonly conversations: ConversationStore;
  /** Compacts conversations. */
  readonly compactions: Compactions;
  /** Identifies who asks over an open WebSocket. */
  readonly identify: Identify;
  readonly logger: Logger;
  /** Lists `<model>-<effort>` after each model. Such names are understood either way. */
  readonly exposeReasoningModels: boolean;
  /** Logs every request body at `info`. */
  readonly verbose: boolean;
  /** Silence on an open stream after which a comment is sent, in milliseconds. Default 15 000. */
  readonly keepaliveMs?: number;
  /**
   * How long a stream may wait for its first token before its 200 is sent, in milliseconds.
   * Until then a failure still gets its proper status. Default 45 000.
   */
  readonly headerHoldMs?: number;
  /**
   * Where an answer holds the summary of the model's reasoning; a request may ask for another by the
   * header `x-codex-serve-reasoning`. Default `reasoning_content`.
   */
  readonly reasoningFormat?: ReasoningFormat;
  /**
   * Refuses requests with a field that would have no effect, and fails answers that do not honor an
   * option of the request. Default false.
   */
  readonly isStrict?: boolean;
  /** Counts what is refused on a WebSocket. Default: it is not counted. */
  readonly countRefusal?: CountRefusal;
  /** Keeps the answers to requests with `store: true`. Undefined refuses those. */
  readonly store?: StoredCompletions;
  /** Fetches remote pictures. Undefined refuses them. */
  readonly images?: ImageFetcher;
  /** Largest request body, decompressed. Default 64 MiB. */
  readonly maxBodyBytes?: number;
  /** Traces messages on WebSockets. Default: they are not traced. */
  readonly tracer?: RequestTracer;
}
