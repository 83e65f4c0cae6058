import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../support/core.ts';
import { killEngine } from '../support/engine-pid.ts';
import { engineContract } from './contract.ts';
import { conversationContract } from './conversation-contract.ts';
import { engineStarter, type EngineWithService } from './harness.ts';
import { loginContract } from './login-contract.ts';
import { endOf, runOn } from './recorded-answer.ts';
import { engineServiceContract } from './service-contract.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

const start = engineStarter('app-server');

describe('the app-server', () => {
  engineContract(start);
});

describe('the app-server on a service', () => {
  engineServiceContract(start, 'app-server');
});

describe('conversations of the app-server', () => {
  conversationContract(start);
});

describe('the login of the app-server', () => {
  loginContract(start, 'app-server');
});

describe('the app-server in a crash', () => {
  let test: EngineWithService;
  beforeAll(async () => {
    test = await start();
  });
  afterAll(async () => {
    await test.close();
  });

  it('fails what runs as engine_unavailable, and answers what comes next', async () => {
    const text = 'Wait for the crash';
    test.stall(text);
    const answer = runOn(test.engine, ask(text));
    await answer.firstText;
    await killEngine();
    await answer.ended;
    expect(endOf(answer)).toEqual({ type: 'failed', code: 'engine_unavailable' });

    test.standIn.behave(undefined);
    const next = runOn(test.engine, ask('Say exactly: back'));
    await next.ended;
    expect(next.text).toBe('back');
  });
});
