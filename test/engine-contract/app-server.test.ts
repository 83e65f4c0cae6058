// In a process of its own: it kills the app-server.
import { describe } from 'vitest';
import { startTestCore } from '../support/core.ts';
import { engineProcessIds } from '../support/engine-pid.ts';
import { whenAsked } from '../support/when-asked.ts';
import { engineContract } from './contract.ts';
import type { EngineWithService } from './harness.ts';
import { engineServiceContract } from './service-contract.ts';

async function startAppServer(): Promise<EngineWithService> {
  const test = await startTestCore();
  const { engine, standIn } = test;
  return {
    engine,
    standIn,
    stall: (text) => standIn.behave(whenAsked(text, { kind: 'stall', afterTokens: 1 })),
    crash: () => void process.kill(engineProcessIds()[0] ?? 0, 'SIGKILL'),
    leftovers: async () => await Promise.resolve(engine.health().activeTurns - engine.parkedTurns),
    close: async () => await test.close(),
  };
}

describe('the app-server', () => {
  engineContract(startAppServer);
});

describe('the app-server on a service', () => {
  engineServiceContract(startAppServer);
});
