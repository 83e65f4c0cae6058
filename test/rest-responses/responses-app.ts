import { pino, type Logger } from 'pino';
import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { createTurns } from '../../src/conversations/running/create-turns.ts';
import type { OpenAiDeps } from '../../src/rest/openai/deps.ts';
import { createTestConversations } from '../conversations/store/test-store.ts';
import { startRestApp } from '../rest/rest-app.ts';
import { startTestCore, type TestCore, type TestCoreOptions } from '../support/core.ts';

/** OpenAI's API on the real engine and store, for the settings that no flag reaches. */
export interface ResponsesApp extends Pick<TestCore, 'core' | 'standIn'> {
  readonly url: string;
  readonly store: ConversationStore;
  close(): Promise<void>;
}

/** How an app differs from a gateway that is started with no flag. */
export interface ResponsesAppOptions {
  /** Default: as the gateway's. */
  readonly deps?: Partial<OpenAiDeps>;
  /** Default: as the gateway's. */
  readonly core?: TestCoreOptions;
  /** Silence of a turn after which a `keepalive` follows. Default: as the gateway's. */
  readonly keepaliveMs?: number;
  /** Puts another store in place of the real one. */
  readonly around?: (store: ConversationStore) => ConversationStore;
  /** Default: silent. */
  readonly logger?: Logger;
}

/** Starts one on a free port. */
export async function startResponsesApp(options: ResponsesAppOptions = {}): Promise<ResponsesApp> {
  const { keepaliveMs, logger = pino({ level: 'silent' }), around = (store) => store } = options;
  const upstream = await startTestCore(options.core);
  const conversations = await createTestConversations('memory');
  const real = await conversations.open();
  const store = around(real);
  const turns = createTurns({
    core: upstream.core,
    store,
    logger,
    ...(keepaliveMs !== undefined && { keepaliveMs }),
  });
  const deps = { core: upstream.core, conversations: store, turns, ...options.deps };
  const app = await startRestApp(deps, logger);
  return {
    url: app.url,
    core: upstream.core,
    standIn: upstream.standIn,
    store,
    async close() {
      await app.close();
      await upstream.close();
      await turns.idle();
      await real.close();
      await conversations.remove();
    },
  };
}
