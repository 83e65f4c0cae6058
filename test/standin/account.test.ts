import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStandIn, type StandIn } from '../../src/standin/index.ts';

describe('the login side of the stand-in', () => {
  let standIn: StandIn;

  beforeAll(async () => {
    standIn = await startStandIn();
  });
  afterAll(async () => {
    await standIn.close();
  });

  async function post(path: string, body: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${standIn.account.issuer}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  async function get(path: string, authorization = 'Bearer token'): Promise<Response> {
    return await fetch(`${standIn.account.issuer}${path}`, { headers: { authorization } });
  }

  it('shows a device code, and gives its login once it is approved', async () => {
    expect(await post('/api/accounts/deviceauth/usercode', { client_id: 'app' })).toEqual({
      status: 200,
      body: {
        device_auth_id: expect.stringMatching(/^deviceauth_/),
        user_code: expect.stringMatching(/^[A-Z]{4}-\d{5}$/),
        interval: '1',
      },
    });
    const [code] = standIn.account.deviceCodes;
    const poll = { device_auth_id: code?.id, user_code: code?.userCode };
    expect(await post('/api/accounts/deviceauth/token', poll)).toMatchObject({ status: 403 });
    expect(code).toMatchObject({ polls: 1, status: 'pending' });
    standIn.account.approve(code?.userCode ?? '');

    expect(await post('/api/accounts/deviceauth/token', poll)).toMatchObject({
      status: 200,
      body: { authorization_code: expect.any(String), code_verifier: expect.any(String) },
    });
    expect(await post('/oauth/token', {})).toMatchObject({
      status: 200,
      body: { access_token: expect.stringMatching(/^ey/), refresh_token: expect.any(String) },
    });
    expect(() => standIn.account.deny(code?.userCode ?? '')).toThrow(/No pending device code/);
  });

  it('refuses a code that was denied, and one that it never gave', async () => {
    await post('/api/accounts/deviceauth/usercode', {});
    const code = standIn.account.deviceCodes.at(-1);
    standIn.account.deny(code?.userCode ?? '');

    const poll = { device_auth_id: code?.id };
    expect(await post('/api/accounts/deviceauth/token', poll)).toMatchObject({ status: 400 });
    const unknown = { device_auth_id: 'deviceauth_none' };
    expect(await post('/api/accounts/deviceauth/token', unknown)).toMatchObject({ status: 400 });
  });

  it('tells the plan and the quota to a login, and to nobody else', async () => {
    standIn.account.setPlan('pro');
    const window = { usedPercent: 100, windowSeconds: 18_000, resetsAt: 2_000_000_000 };
    standIn.account.setQuota({ primary: window, secondary: null });

    expect((await get('/backend-api/wham/usage', '')).status).toBe(401);
    expect(await (await get('/backend-api/wham/usage')).json()).toMatchObject({
      plan_type: 'pro',
      rate_limit: {
        limit_reached: true,
        primary_window: { used_percent: 100, limit_window_seconds: 18_000 },
        secondary_window: null,
      },
    });
    standIn.account.isOutOfOrder = true;
    expect((await get('/backend-api/wham/accounts/check')).status).toBe(503);
    standIn.account.isOutOfOrder = false;
  });

  it('approves a code by itself where it was told to', async () => {
    const obliging = await startStandIn({ approveLoginMs: 1 });
    const asked = await fetch(`${obliging.account.issuer}/api/accounts/deviceauth/usercode`, {
      method: 'POST',
    });
    expect(asked.status).toBe(200);
    const [code] = obliging.account.deviceCodes;
    await obliging.waitFor(() => code?.status === 'approved', AbortSignal.timeout(60_000));
    await obliging.close();
  });
});
