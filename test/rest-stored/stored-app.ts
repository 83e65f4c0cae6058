import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import OpenAI from 'openai';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { sendErrors } from '../../src/http/answer/error-answer.ts';
import { routeNotFound } from '../../src/http/answer/routes.ts';
import { ownerIn } from '../../src/http/surface-list.ts';
import { openAiSurface } from '../../src/rest/openai/surface.ts';
import { createStoredRouter } from '../../src/rest/openai/stored/router.ts';
import type {
  NewStoredCompletion,
  StoredCompletions,
} from '../../src/rest/openai/stored/stored-completions.ts';
import { identifyByName, lettingIn } from '../support/callers.ts';

/** The endpoints of stored completions on a free port. */
export interface StoredApp {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves them alone, below `/v1` and without. */
export async function startStoredApp(
  store: StoredCompletions,
  isStrict = false,
): Promise<StoredApp> {
  const app = express();
  app.use(pinoHttp({ logger: pino({ level: 'silent' }), autoLogging: false }));
  app.use(lettingIn(identifyByName));
  const router = createStoredRouter({
    store,
    isStrict,
    verbose: false,
  });
  app
    .use('/v1', router)
    .use(router)
    .use(routeNotFound([]), sendErrors(ownerIn([openAiSurface])));
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** The OpenAI SDK with a key of its own; it asks once and never again. */
export function clientOf(url: string, apiKey = 'key-a'): OpenAI {
  return new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 });
}

/** An answer stored for `key-a`, or with other members. */
export function stored(id: string, more: Partial<NewStoredCompletion> = {}): NewStoredCompletion {
  return {
    client: 'key:key-a',
    completion: answer(id),
    messages: [{ role: 'user', content: 'hi' }],
    metadata: {},
    ...more,
  };
}

/** The body of an answer. */
export function answer(id: string, model = 'gpt-5.5'): NewStoredCompletion['completion'] {
  return {
    id,
    object: 'chat.completion',
    created: 1_790_000_000,
    model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'Hello.', refusal: null, annotations: [] },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    service_tier: 'default',
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
