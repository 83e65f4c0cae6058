import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { RecordedRequest } from '../../src/standin/index.ts';
import type { CompletionResult } from '../../src/codex/completion/completion.ts';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { memoryLog, type MemoryLog } from '../support/memory-log.ts';
import { isDirect } from './is-direct.ts';

const apiKey = { OPENAI_API_KEY: 'sk-of-the-user' };

let test: TestCore;
let log: MemoryLog;
afterEach(async () => {
  await test.close();
});

/** Starts with an API key of OpenAI's, whose service is the stand-in. */
async function startWithKey(): Promise<void> {
  log = memoryLog();
  test = await startTestCore({
    engineSetting: 'auto',
    logger: log.logger,
    userConfig: (baseUrl) => {
      const backend = new URL('/backend-api/', baseUrl).href;
      return `openai_base_url = "${baseUrl}"\nchatgpt_base_url = "${backend}"\n`;
    },
    prepareCodexHome: async (codexHome) => await writeAuth(codexHome, apiKey),
  });
}

async function writeAuth(codexHome: string, content: object): Promise<void> {
  await writeFile(path.join(codexHome, 'auth.json'), JSON.stringify(content));
}

async function untilEngine(engine: string): Promise<void> {
  await expect.poll(() => test.core.engineHealth().engine).toBe(engine);
}

async function answerTo(request: CompletionRequest): Promise<CompletionResult> {
  return await (await test.core.run(request, never())).result();
}

function asked(): RecordedRequest[] {
  return test.standIn.requests.filter(({ prewarm }) => !prewarm);
}

it('an API key is served directly, and a ChatGPT login by Codex', async () => {
  await startWithKey();
  expect(test.core.engineHealth()).toMatchObject({
    engine: 'direct',
    engineReason: 'An API key may use the Responses API directly.',
    state: 'ready',
  });
  expect(await answerTo(ask('Say exactly: one'))).toMatchObject({ text: 'one' });
  expect(asked().map(isDirect)).toEqual([true]);
  expect(asked()[0]?.headers.authorization).toBe('Bearer sk-of-the-user');

  await test.writeLogin();
  await untilEngine('app-server');
  expect(test.core.engineHealth().engineReason).toBe(
    "With a login of the type 'chatgpt', Codex is the official way to the service.",
  );
  const chosen = log.lines.filter(({ msg }) => /^(engine ready|the engine was)/.test(String(msg)));
  expect(chosen).toMatchObject([
    { msg: 'engine ready', engine: 'direct' },
    { msg: 'the engine was chosen again', engine: 'app-server' },
  ]);
});

it('an answer that runs is not disturbed, and its chat continues on the other engine', async () => {
  await startWithKey();
  test.standIn.behave(() => ({ kind: 'stall', afterTokens: 2 }));
  const stalled = await test.core.run(ask('Count to 9'), never());
  await expect.poll(() => stalled.text).not.toBe('');
  await test.removeLogin();
  await untilEngine('app-server');
  expect(stalled.status).toBe('running');
  test.standIn.behave(undefined);
  stalled.cancel();

  await writeAuth(test.codexHome, apiKey);
  await untilEngine('direct');
  const first = ask('Say exactly: one');
  const { text } = await answerTo(first);
  const next = {
    ...first,
    messages: [
      ...first.messages,
      { role: 'assistant' as const, content: [{ type: 'text' as const, text }] },
      ...ask('Say exactly: two').messages,
    ],
  };
  expect(await answerTo(next)).toMatchObject({ text: 'two' });
  expect(asked().every(isDirect)).toBe(true);
});
