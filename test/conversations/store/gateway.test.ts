import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestGateway, type TestGateway } from '../../support/gateway.ts';
import { startTestUpstream, type TestUpstream } from '../../support/stand-in-home.ts';

let upstream: TestUpstream | undefined;
let gateway: TestGateway | undefined;

afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
  await upstream?.close();
  upstream = undefined;
});

async function start(...args: string[]): Promise<TestGateway> {
  upstream ??= await startTestUpstream();
  gateway = await startTestGateway({ upstream, args });
  return gateway;
}

async function ask(route: string, body?: object, method?: string): Promise<[number, unknown]> {
  const response = await fetch(new URL(route, gateway?.url), {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return [response.status, await response.json()];
}

const idOf = (body: unknown): string => z.object({ id: z.string() }).parse(body).id;

const response = { model: 'gpt-5.5', input: 'Tell me about the swordfish.' };
const chat = {
  model: 'gpt-5.5',
  store: true,
  messages: [{ role: 'user', content: 'Tell me about the armadillo.' }],
};

async function bytesOnDisk({ home }: TestGateway): Promise<string> {
  const folder = path.join(home, 'data');
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map(async ({ parentPath, name }) => await readFile(path.join(parentPath, name), 'latin1'));
  return (await Promise.all(texts)).join('');
}

it('a response and a stored chat survive a restart, and no file has a word of them once they are deleted', async () => {
  const first = await start();
  const responseId = idOf((await ask('/v1/responses', response))[1]);
  const chatId = idOf((await ask('/v1/chat/completions', chat))[1]);
  await first.close();
  const second = await start();
  expect((await ask(`/v1/responses/${responseId}`))[0]).toBe(200);
  expect((await ask(`/v1/chat/completions/${chatId}`))[0]).toBe(200);
  expect(await ask('/healthz')).toMatchObject([200, { store: { mode: 'disk', conversations: 1 } }]);
  expect(await bytesOnDisk(second)).toMatch(/swordfish.*armadillo|armadillo.*swordfish/s);

  expect(await ask(`/v1/chat/completions/${responseId}`)).toMatchObject([
    404,
    { error: { message: `Chat completion with id '${responseId}' not found.` } },
  ]);
  expect((await ask(`/v1/responses/${responseId}`, undefined, 'DELETE'))[0]).toBe(200);
  expect((await ask(`/v1/chat/completions/${chatId}`, undefined, 'DELETE'))[0]).toBe(200);
  expect(await bytesOnDisk(second)).not.toMatch(/swordfish|armadillo/);
});

it('with --store off responses are answered, nothing is on disk, and a chat to store is refused', async () => {
  const { home } = await start('--store', 'off');
  expect(await ask('/v1/responses', response)).toMatchObject([200, { status: 'completed' }]);
  expect(await ask('/v1/chat/completions', chat)).toEqual([
    400,
    {
      error: {
        message:
          "'store' cannot be true: this gateway keeps no answers, because it runs with --store off.",
        type: 'invalid_request_error',
        param: 'store',
        code: 'unsupported_parameter',
      },
    },
  ]);
  expect(await ask('/healthz')).toMatchObject([
    200,
    { store: { mode: 'off', conversations: 0, bytes: 0 } },
  ]);
  await expect(stat(path.join(home, 'data', 'conversations.sqlite'))).rejects.toThrow('ENOENT');
});

it('with --store memory both are found until the gateway ends, and nothing is on disk', async () => {
  const first = await start('--store', 'memory');
  const responseId = idOf((await ask('/v1/responses', response))[1]);
  const chatId = idOf((await ask('/v1/chat/completions', chat))[1]);
  expect((await ask(`/v1/responses/${responseId}`))[0]).toBe(200);
  expect((await ask(`/v1/chat/completions/${chatId}`))[0]).toBe(200);
  const query = '{ health { store { mode conversations } } }';
  expect(await ask('/graphql', { query })).toEqual([
    200,
    { data: { health: { store: { mode: 'MEMORY', conversations: 1 } } } },
  ]);
  expect(await bytesOnDisk(first)).not.toMatch(/swordfish|armadillo/);
  await first.close();

  await start('--store', 'memory');
  expect((await ask(`/v1/responses/${responseId}`))[0]).toBe(404);
  expect((await ask(`/v1/chat/completions/${chatId}`))[0]).toBe(404);
});
