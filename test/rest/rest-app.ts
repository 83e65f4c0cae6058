import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { pinoHttp } from 'pino-http';
import type { Logger } from 'pino';
import { restErrorHandler } from '../../src/rest/openai/errors/error-handler.ts';
import type { RestDeps } from '../../src/rest/openai/rest-deps.ts';
import { createRestRouter } from '../../src/rest/openai/router.ts';

/** A REST surface on a free port. */
export interface RestApp {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the REST surface alone, for the settings that no flag reaches. */
export async function startRestApp(
  deps: Pick<RestDeps, 'core'> & Partial<RestDeps>,
  logger: Logger,
): Promise<RestApp> {
  const app = express();
  app.use(pinoHttp({ logger, autoLogging: false }));
  app.use(
    createRestRouter({ exposeReasoningModels: false, version: '0.0.0', verbose: false, ...deps }),
  );
  app.use(restErrorHandler);
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
