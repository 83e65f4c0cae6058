import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clients } from '../../web/src/connect/clients.ts';
import { fillIn } from '../../web/src/connect/fill-in.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

const pun = 'Why did the teapot nap? It was steeping.';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ args: ['--api-key', 'the-right-key'] });
  gateway.standIn.behave(() => ({ kind: 'text', text: pun }));
});
afterAll(async () => {
  await gateway.close();
});

/** Runs a snippet of the table of clients with the packages of this folder, and gives what it printed. */
async function run(id: string): Promise<string> {
  const snippet = clients.flatMap(({ snippets }) => snippets).find((each) => each.id === id);
  if (snippet === undefined) throw new Error(`There is no snippet ${id}.`);
  const code = fillIn(snippet.text, {
    url: gateway.url,
    key: 'the-right-key',
    model: 'gpt-5.5',
    contextWindow: 272_000,
  });
  const folder = path.resolve('test/clients/node_modules/.snippets');
  const file = path.join(folder, `${id}-${process.pid}.mts`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, code);
  try {
    const child = spawn(process.execPath, ['--import', 'tsx', file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    expect(exitCode).toBe(0);
    return printed;
  } finally {
    await rm(file, { force: true });
  }
}

describe('what is pasted runs as it is', () => {
  it.each(['ai-sdk', 'agents-js', 'langchain-js', 'llamaindex-js'])('%s', async (id) => {
    expect(await run(id)).toBe(`${pun}\n`);
  });
});
