import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chatBody, post } from '../rest/client.ts';
import { engineProcessIds } from '../support/engine-pid.ts';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

let gateway: TestGateway;

async function writeApiKey(codexHome: string): Promise<void> {
  const login = { auth_mode: 'apikey', OPENAI_API_KEY: 'sk-of-the-test' };
  await writeFile(path.join(codexHome, 'auth.json'), JSON.stringify(login));
}

async function start(options: TestGatewayOptions): Promise<void> {
  gateway = await startTestGateway({ ...options, args: ['--engine', 'auto'] });
}

async function gone(): Promise<void> {
  await expect.poll(() => engineProcessIds(), { timeout: 20_000 }).toEqual([]);
}

async function read(route: string): Promise<unknown> {
  return await (await fetch(`${gateway.url}${route}`)).json();
}

afterEach(async () => {
  await gateway.close();
  if (engineProcessIds().length > 0) throw new Error('An app-server is left');
});

describe('a gateway that asks the service itself', () => {
  it.each([
    ['at a custom provider', {}, 'custom'],
    ['with an API key', { login: 'present', prepareCodexHome: writeApiKey }, 'apikey'],
  ] satisfies [string, TestGatewayOptions, string][])(
    'runs no Codex after the start: %s',
    async (_where, options, kind) => {
      await start(options);
      await gone();

      const answers = await Promise.all(
        Array.from({ length: 10 }, async (_, index) => {
          const messages = [{ role: 'user', content: `Say exactly: ${index}` }];
          const response = await post(`${gateway.url}/v1/chat/completions`, chatBody({ messages }));
          return await response.json();
        }),
      );
      expect(answers).toMatchObject(
        Array.from({ length: 10 }, (_, index) => ({
          choices: [{ message: { content: String(index) } }],
        })),
      );
      const query = '{ account { isReady method } health { isReady engine { name state } } }';
      const response = await post(`${gateway.url}/graphql`, { query });
      expect(await response.json()).toEqual({
        data: {
          account: { isReady: true, method: kind === 'apikey' ? 'apikey' : null },
          health: { isReady: true, engine: { name: 'DIRECT', state: 'READY' } },
        },
      });
      expect(await read('/healthz')).toMatchObject({
        ok: true,
        engine: { name: 'direct', state: 'ready' },
      });
      expect(await read('/v1/models')).toMatchObject({ object: 'list' });
      expect(gateway.standIn.received).toBe(10);
      expect(engineProcessIds()).toEqual([]);
    },
  );
});
