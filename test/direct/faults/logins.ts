import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoginKind } from '../../../src/codex/engine/direct/provider/provider.ts';
import { runOn } from '../../engine-contract/recorded-answer.ts';
import { ask, startTestCore, type TestCore, type TestCoreOptions } from '../../support/core.ts';

/** How the service is reached. */
export type Transport = 'websocket' | 'sse';

/** Both, for `describe.each`. */
export const transports: readonly Transport[] = ['websocket', 'sse'];

/** Each kind of login over each transport, for `describe.each`. */
export const ways: readonly (readonly [LoginKind, Transport])[] = (
  ['chatgpt', 'api-key', 'custom'] as const
).flatMap((kind) => transports.map((transport) => [kind, transport] as const));

/** The key of an `api-key` login. */
export const apiKey = 'sk-of-the-test';

/** How the service treats each kind of login; the strictest that is reported of it. */
const options: Readonly<Record<LoginKind, TestCoreOptions>> = {
  chatgpt: {
    login: 'present',
    rules: { takes: 'chatgpt', admits: 'account', emptyOutput: true, givesTurnState: true },
  },
  'api-key': {
    login: 'missing',
    rules: { takes: 'openai', admits: apiKey },
    prepareCodexHome: async (codexHome) => {
      const login = { auth_mode: 'apikey', OPENAI_API_KEY: apiKey };
      await writeFile(path.join(codexHome, 'auth.json'), JSON.stringify(login));
    },
  },
  custom: {},
};

/** Starts a core with the direct engine on that kind of login. */
export async function startDirect(
  kind: LoginKind,
  transport: Transport,
  more: TestCoreOptions = {},
): Promise<TestCore> {
  const rules = { ...options[kind].rules, ...more.rules };
  return await startTestCore({
    engineSetting: 'direct',
    transport,
    ...options[kind],
    ...more,
    rules,
  });
}

/**
 * Resolves when the next request goes over that transport: without a WebSocket that is open, the
 * engine takes HTTP. With a ChatGPT login only chats that continue have one, so nothing is waited for.
 */
export async function whenReady(
  { engine, standIn }: TestCore,
  kind: LoginKind,
  transport: Transport,
): Promise<void> {
  if (transport === 'sse' || kind === 'chatgpt') return;
  await standIn.waitFor(({ active }) => active === 0);
  while (standIn.requests.at(-1)?.transport !== 'websocket') {
    const answer = runOn(engine, ask('Say exactly: ready'));
    await answer.ended;
  }
}
