import { afterEach, describe, expect, it } from 'vitest';
import { DiagnoseDocument } from '../generated/graphql.ts';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';
import { execute } from './clients.ts';

const keys = ['--api-key', 'alice:key-of-alice,boss:key-of-admin', '--admin-keys', 'boss'];
const alice = { authorization: 'Bearer key-of-alice' };
const boss = { authorization: 'Bearer key-of-admin' };

let gateway: TestGateway;

async function start(options: TestGatewayOptions = {}): Promise<void> {
  gateway = await startTestGateway(options);
}

/** What a caller gets, with errors as they come. */
async function post(
  query: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const answer = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return await answer.json();
}

async function diagnose(headers: Readonly<Record<string, string>> = {}): Promise<{
  readonly checkedAt: string;
  readonly status: string;
  readonly findings: readonly { readonly check: string; readonly status: string }[];
}> {
  return (await execute(gateway.url, DiagnoseDocument, {}, headers)).diagnostics;
}

afterEach(async () => {
  await gateway.close();
});

const refusal = (what: string): string =>
  `${what} needs the admin token, which \`codex-serve admin-token\` prints, or an API key that --admin-keys names.`;
const testRequest = `mutation {
  sendTestRequest {
    __typename
    ... on TestAnswer { model text firstTokenMs durationMs usage { totalTokens } }
    ... on Error { code message }
  }
}`;

describe('Query.diagnostics', () => {
  it('examines the gateway that is asked, and asks no model', async () => {
    await start({ login: 'present' });
    const { status, findings } = await diagnose();
    expect(status).toBe('OK');
    const ids = findings.map(({ check }) => check);
    expect(ids.slice(0, 4)).toEqual(['settings', 'home', 'port', 'codex']);
    expect(findings).toContainEqual({
      check: 'port',
      status: 'OK',
      title: `This gateway listens at ${gateway.url}.`,
      detail: '',
      remedy: null,
    });
    expect(findings).toContainEqual({
      check: 'login',
      status: 'OK',
      title: 'Codex is logged in: ChatGPT, plan plus, ada@example.com.',
      detail: '',
      remedy: null,
    });
    expect(gateway.standIn.requests.filter(({ prewarm }) => !prewarm)).toEqual([]);
    // It still holds its home.
    await expect(startTestGateway({ upstream: gateway })).rejects.toThrow('is in use by');
  });

  it('names what fails with its remedy', async () => {
    await start({ login: 'missing' });
    const { status, findings } = await diagnose();
    expect(status).toBe('FAILED');
    expect(findings[0]).toMatchObject({
      check: 'login',
      status: 'FAILED',
      title: 'Codex is not logged in.',
      remedy: expect.stringMatching(/^Run `/),
    });
  });

  it('runs once for all who ask at once, and again some seconds later', async () => {
    await start();
    const all = await Promise.all(Array.from({ length: 20 }, async () => await diagnose()));
    expect(new Set(all.map(({ checkedAt }) => checkedAt)).size).toBe(1);
    const [first] = all;
    await expect
      .poll(async () => (await diagnose()).checkedAt, { timeout: 20_000, interval: 500 })
      .not.toBe(first?.checkedAt);
  });

  it('is refused to callers that do not see all, as the test request is', async () => {
    await start({ args: keys });
    expect(await post('{ diagnostics { status } }', alice)).toMatchObject({
      data: null,
      errors: [
        {
          message: refusal('Examining the gateway'),
          path: ['diagnostics'],
          extensions: { code: 'NOT_PERMITTED' },
        },
      ],
    });
    expect(await post(testRequest, alice)).toMatchObject({
      data: {
        sendTestRequest: {
          __typename: 'NotPermittedError',
          code: 'NOT_PERMITTED',
          message: refusal('Sending a test request'),
        },
      },
    });
    expect(await diagnose(boss)).toMatchObject({ status: 'OK' });
    expect(JSON.stringify(await diagnose(boss))).not.toContain('key-of-');
  });

  it('is refused to guest pages, and given with the admin token', async () => {
    await start();
    const guest = { origin: 'http://localhost:5173' };
    expect(await post('{ diagnostics { status } }', guest)).toMatchObject({
      errors: [{ extensions: { code: 'NOT_PERMITTED' } }],
    });
    expect(await post('{ diagnostics { status } }', { ...guest, ...gateway.admin })).toMatchObject({
      data: { diagnostics: { status: 'OK' } },
    });
  });

  it('ends with a gateway that shuts down meanwhile, and leaves no Codex', async () => {
    await start();
    const other = await startTestGateway();
    const asked = fetch(`${other.url}/graphql?query={diagnostics{status}}`).catch(() => null);
    await other.close();
    await asked;
    expect(await fetch(`${other.url}/livez`).catch(() => null)).toBeNull();
  });
});

describe('Mutation.sendTestRequest', () => {
  it('asks the default model once', async () => {
    await start({ login: 'present' });
    expect(await post(testRequest)).toMatchObject({
      data: {
        sendTestRequest: {
          __typename: 'TestAnswer',
          model: expect.stringMatching(/^gpt-/),
          text: 'pong',
          firstTokenMs: expect.any(Number),
          durationMs: expect.any(Number),
          usage: { totalTokens: expect.any(Number) },
        },
      },
    });
    expect(gateway.standIn.requests.filter(({ prewarm }) => !prewarm)).toHaveLength(1);
  });

  it('gives the error that any chat gets', async () => {
    await start({ login: 'missing' });
    expect(await post(testRequest)).toMatchObject({
      data: {
        sendTestRequest: { __typename: 'LoginRequiredError', code: 'CODEX_LOGIN_REQUIRED' },
      },
    });
  });
});
