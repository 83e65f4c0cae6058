import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';

/** Codex's own upstream, which needs a login, at the stand-in's address. */
const config = (baseUrl: string): string => `openai_base_url = "${baseUrl}"\n`;
const login = JSON.stringify({ auth_mode: 'apikey', OPENAI_API_KEY: 'sk-of-the-test' });

describe('the login of the user', () => {
  let test: TestCore;
  let authFile: string;

  beforeAll(async () => {
    test = await startTestCore({
      userConfig: config,
    });
    authFile = path.join(test.codexHome, 'auth.json');
  });
  afterAll(async () => {
    await test.close();
  });

  it('is asked for before anything reaches the service', async () => {
    expect(await test.core.account()).toEqual({
      isReady: false,
      method: null,
      isLoginRequired: true,
    });
    await expect(test.core.run(ask('hello'), never())).rejects.toMatchObject({
      code: 'codex_login_required',
      message: expect.stringMatching(/codex login.*--demo/),
    });
    expect(test.standIn.received).toBe(0);
  });

  it('is picked up when it is made while the gateway runs, and so is a logout', async () => {
    await writeFile(authFile, login);
    await expect
      .poll(async () => await test.core.account(), { timeout: 10_000 })
      .toEqual({ isReady: true, method: 'apikey', isLoginRequired: true });
    const completion = await test.core.run(ask('Count to 3'), never());
    expect(await completion.result()).toMatchObject({ text: '1 2 3' });
    expect(lastAsked(test.standIn)?.headers.authorization).toBe('Bearer sk-of-the-test');

    await rm(authFile);
    await expect
      .poll(async () => (await test.core.account()).isReady, { timeout: 10_000 })
      .toBe(false);
  });

  it('does not cost an answer under way when it changes', async () => {
    await writeFile(authFile, login);
    await expect
      .poll(async () => (await test.core.account()).isReady, { timeout: 10_000 })
      .toBe(true);
    test.standIn.behave(() => ({ kind: 'stall', afterTokens: 2 }));
    const completion = await test.core.run(ask('Count to 9'), never());
    await test.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(60_000));
    await rm(authFile);
    await expect
      .poll(async () => (await test.core.account()).isReady, { timeout: 10_000 })
      .toBe(false);

    expect(completion.status).toBe('running');
    completion.cancel();
    test.standIn.behave(undefined);
  });
});
