import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { pinoHttp } from 'pino-http';
import type { Logger } from 'pino';
import { createCompactions } from '../../src/conversations/compaction/compactions.ts';
import { noConversations } from '../../src/conversations/database/no-conversations.ts';
import { createTurns } from '../../src/conversations/running/create-turns.ts';
import { sendErrors } from '../../src/http/answer/error-answer.ts';
import { ownerIn } from '../../src/http/surface-list.ts';
import type { OpenAiDeps } from '../../src/rest/openai/deps.ts';
import { openAiSurface } from '../../src/rest/openai/surface.ts';
import { identifyByName, lettingIn } from '../support/callers.ts';

/** OpenAI's API on a free port. */
export interface RestApp {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves OpenAI's API alone, for the settings that no flag reaches. */
export async function startRestApp(
  deps: Pick<OpenAiDeps, 'core'> & Partial<OpenAiDeps>,
  logger: Logger,
): Promise<RestApp> {
  const app = express();
  app.use(pinoHttp({ logger, autoLogging: false }));
  app.use(lettingIn(identifyByName));
  const conversations = noConversations();
  const turns = createTurns({ core: deps.core, store: conversations, logger });
  const compactions = createCompactions(Buffer.alloc(32));
  const kept = { turns, conversations, compactions };
  const defaults = {
    ...kept,
    identify: identifyByName,
    logger,
    exposeReasoningModels: false,
    verbose: false,
  };
  app.use(openAiSurface.open({ ...defaults, ...deps }).handler);
  app.use(sendErrors(ownerIn([openAiSurface])));
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
