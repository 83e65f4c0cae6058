import { afterEach, describe, expect, it } from 'vitest';
import { askAtOnce, numbers } from '../../engine-contract/ask-at-once.ts';
import { endOf, runOn } from '../../engine-contract/recorded-answer.ts';
import { ask, type TestCore } from '../../support/core.ts';
import { startDirect, transports } from './logins.ts';

const noLogin = { type: 'failed', code: 'codex_login_required' };
const invalidated = {
  status: 401,
  body: { error: { code: 'refresh_token_invalidated', message: 'The session has ended.' } },
};

describe.each(transports)('a ChatGPT login, over %s', (transport) => {
  let test: TestCore;
  afterEach(async () => {
    await test.close();
  });

  it('that expires under 50 requests at once is renewed once', async () => {
    test = await startDirect('chatgpt', transport, { loginFile: { lifetimeSeconds: 200 } });
    const answers = await askAtOnce(test.engine, 50);
    expect(answers.map(({ text }) => text)).toEqual(numbers(50));
    expect(test.standIn.account.refreshes).toBe(1);
    expect(test.standIn.refused).toBe(0);
  });

  it('that has expired is renewed before the service is asked', async () => {
    test = await startDirect('chatgpt', transport, { loginFile: { lifetimeSeconds: -10 } });
    const [answer] = await askAtOnce(test.engine, 1);
    expect(answer?.text).toBe('number 0');
    expect(test.standIn).toMatchObject({ refused: 0, account: { refreshes: 1 } });
  });

  it('that is refused once is renewed once for all that it was refused to', async () => {
    test = await startDirect('chatgpt', transport);
    await askAtOnce(test.engine, 1);
    test.standIn.account.expireTokens();
    test.standIn.dropSockets();
    const answers = await askAtOnce(test.engine, 50);
    expect(answers.map(({ text }) => text)).toEqual(numbers(50));
    expect(test.standIn.account.refreshes).toBe(1);
  });

  it('that is refused by an event is renewed as by a status', async () => {
    test = await startDirect('chatgpt', transport);
    let refusals = 0;
    test.standIn.behave(() => (refusals++ === 0 ? { kind: 'status', status: 401 } : undefined));
    const [answer] = await askAtOnce(test.engine, 1);
    expect(answer?.text).toBe('number 0');
    expect(test.standIn.account.refreshes).toBe(1);
  });

  it('that is refused for good ends in a 401 after one renewal', async () => {
    test = await startDirect('chatgpt', transport);
    test.standIn.behave(() => ({ kind: 'status', status: 401 }));
    for (const answer of await askAtOnce(test.engine, 5)) expect(answer.heard).toEqual([noLogin]);
    expect(test.standIn.account.refreshes).toBe(1);
    expect(test.standIn.received).toBeLessThanOrEqual(10);
  });

  it.each([
    ['refused', invalidated],
    ['answered with a 500', { status: 500 }],
  ])('whose renewal is %s ends in a 401, until there is another', async (_, refusal) => {
    test = await startDirect('chatgpt', transport);
    test.standIn.account.expireTokens();
    test.standIn.account.refuseRefreshes(refusal);
    for (const answer of await askAtOnce(test.engine, 20)) expect(answer.heard).toEqual([noLogin]);
    test.standIn.account.refuseRefreshes(undefined);
    await test.writeLogin();
    await expect.poll(async () => (await askAtOnce(test.engine, 1))[0]?.text).toBe('number 0');
  });

  it('that ends while answers run leaves them alone', async () => {
    test = await startDirect('chatgpt', transport, { tokensPerSecond: 20 });
    const answer = runOn(test.engine, ask('Count to 9'));
    await answer.firstText;
    await test.removeLogin();
    await answer.ended;
    expect(answer.text).toBe('1 2 3 4 5 6 7 8 9');
    await expect
      .poll(async () => endOf((await askAtOnce(test.engine, 1))[0] ?? answer))
      .toEqual(noLogin);
  });
});

describe.each(transports)('an API key, over %s', (transport) => {
  it('that is refused ends in a 401, and no renewal is tried', async () => {
    const test = await startDirect('api-key', transport, { rules: { admits: 'sk-another' } });
    const answer = runOn(test.engine, ask('hi'));
    await answer.ended;
    expect(answer.heard).toEqual([noLogin]);
    expect(test.standIn).toMatchObject({ received: 0, account: { refreshes: 0 } });
    await test.close();
  });
});
