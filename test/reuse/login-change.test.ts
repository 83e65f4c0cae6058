import { QuotaWindows } from '../../src/codex/engine/app-server/account/quota-windows.ts';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  startEngineProcess,
  type EngineProcess,
} from '../../src/codex/engine/app-server/process/engine-process.ts';
import { setUpEngine } from '../../src/codex/engine/app-server/home/setup.ts';
import { loadedThreads } from '../../src/codex/engine/app-server/threads/loaded-threads.ts';
import { createThreadPool } from '../../src/codex/engine/conversation/thread-pool.ts';
import { AttemptBudget } from '../../src/codex/completion/attempt-budget.ts';
import { runTurn } from '../../src/codex/engine/app-server/turn/run-turn.ts';
import { silentListener } from '../support/silent-listener.ts';
import { never } from '../support/core.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { namedCodex } from '../support/tested-codex.ts';
import { said } from './chat.ts';

let upstream: TestUpstream;
let engine: EngineProcess;

beforeAll(async () => {
  upstream = await startTestUpstream();
  const { home, codexHome, env } = upstream;
  const logger = pino({ level: 'silent' });
  const setup = await setUpEngine({
    home: path.join(home, 'engine'),
    codexHome,
    codexBin: namedCodex(),
    keptModelFields: [],
    env,
    logger,
  });
  engine = await startEngineProcess(setup, {
    version: '0.0.0',
    logger,
    quota: new QuotaWindows(),
    pool: createThreadPool({
      warm: { count: 0, ms: 1 },
      kept: { count: 10, ms: 60_000 },
      parked: { count: 0, ms: 1 },
      bytes: 1_000_000,
    }),
  });
});
afterAll(async () => {
  await engine.stop();
  await upstream.close();
});

/** Runs a turn during whose start something happens. Codex takes milliseconds to start a thread. */
async function answerWhile(happens: () => void): Promise<void> {
  const messages = [said('user', 'Count to 2')];
  const request = { caller: 'local', model: 'gpt-5.5', effort: 'low', messages };
  const running = runTurn(
    engine,
    request,
    { retryMs: 30_000, silenceMs: 300_000 },
    {
      listener: silentListener,
      signal: never(),
      attempts: new AttemptBudget(),
      onEnd() {},
    },
  );
  await nextTurn();
  happens();
  await running;
}

it('keeps no thread that was asked for under another login', async () => {
  await answerWhile(() => engine.threads.clear());
  await expect.poll(async () => await loadedThreads(engine.rpc), { timeout: 5000 }).toBe(0);

  await answerWhile(() => {});
  expect(await loadedThreads(engine.rpc)).toBe(1);
});
