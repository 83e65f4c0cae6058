import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundledCodex } from '../../src/codex/engine/app-server/binary/bundled.ts';
import { homeFiles } from '../../src/home/home-files.ts';
import { ChatDocument, FollowAlertsDocument, ListAlertsDocument } from '../generated/graphql.ts';
import { ask } from '../schema/ask.ts';
import { execute, subscribeOverWebSocket, transports } from '../schema/clients.ts';
import { killEngine } from '../support/engine-pid.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { startAlertReceiver, type AlertReceiver } from './alert-receiver.ts';
import { keepEarlierReading } from '../support/earlier-reading.ts';

const patient = { timeout: 20_000 };

let upstream: TestUpstream;
let receiver: AlertReceiver;
let gateway: TestGateway;

beforeAll(endSharedGateway);
beforeEach(async () => {
  [upstream, receiver] = await Promise.all([
    startTestUpstream({ login: 'present' }),
    startAlertReceiver(),
  ]);
});
afterEach(async () => {
  await gateway.close();
  await upstream.close();
  receiver.close();
});

async function start(...args: readonly string[]): Promise<void> {
  gateway = await startTestGateway({ upstream, args: ['--alert-url', receiver.url, ...args] });
}

async function kinds(headers: Record<string, string> = {}): Promise<readonly string[]> {
  return (await execute(gateway.url, ListAlertsDocument, {}, headers)).alerts.map(
    ({ kind }) => kind,
  );
}

const keptAlerts = async (): Promise<string> =>
  await readFile(homeFiles(gateway.home).alerts, 'utf8').catch(() => '');

const posted = (): readonly string[] => receiver.posted.map(({ alert }) => alert.kind);

/** The service reports this with an answer, whose outcome does not matter. */
async function report(usedPercent: number, resetsAt: number): Promise<void> {
  const primary = { usedPercent, windowSeconds: 18_000, resetsAt };
  upstream.standIn.account.setQuota({ primary, secondary: null });
  await chat();
}

async function chat(): Promise<void> {
  await execute(gateway.url, ChatDocument, { input: ask('Hi') });
}

async function firstOf(url: string): Promise<unknown> {
  const stream = subscribeOverWebSocket(url, FollowAlertsDocument, {});
  const { value } = await stream.next();
  await stream.return?.();
  return value.data;
}

/** Whole seconds since the epoch. */
function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

describe('a quota', () => {
  it('raises an alert at 80 and at 95 %, each once, also over restarts, and none after its reset', async () => {
    const resetsAt = inSeconds(9000);
    await start();
    await report(79, resetsAt);
    await report(81, resetsAt + 1);
    await expect.poll(kinds, patient).toEqual(['QUOTA_80']);
    await expect.poll(posted, patient).toEqual(['quota_80']);
    await report(82, resetsAt);
    await gateway.close();
    await start();
    await expect.poll(kinds, patient).toEqual(['QUOTA_80']);
    await report(96, resetsAt);
    await expect.poll(kinds, patient).toEqual(['QUOTA_95']);
    await expect.poll(posted, patient).toEqual(['quota_80', 'quota_95']);
    await report(0, inSeconds(18_000));
    await expect.poll(kinds, patient).toEqual([]);
    expect(posted()).toEqual(['quota_80', 'quota_95']);
  });

  it('ends with the login that it belongs to', async () => {
    await start();
    await report(90, inSeconds(9000));
    await expect.poll(kinds, patient).toEqual(['QUOTA_80']);
    await upstream.writeLogin({ claims: { chatgpt_user_id: 'another-user' } });
    await expect.poll(kinds, patient).toEqual([]);
  });

  it('raises one when its rate uses it up before its reset', async () => {
    const resetsAt = inSeconds(9000);
    await keepEarlierReading(upstream.home, resetsAt);
    await start();
    await report(60, resetsAt);
    await expect.poll(posted, patient).toEqual(['quota_runs_out']);
    expect(receiver.posted[0]?.alert).toMatchObject({
      subject: 'codex, 5 hours',
      message: expect.stringMatching(
        /^At the present rate, the quota will be used up at \S+Z, before its reset \(codex, 5 hours\)\.$/,
      ),
    });
  });
});

describe('a login', () => {
  it('that is removed raises an alert, which a new one ends', async () => {
    await start();
    await expect.poll(keptAlerts, patient).toContain('"hadLogin":true');
    await upstream.removeLogin();
    await expect.poll(kinds, patient).toEqual(['LOGIN_LOST']);
    await upstream.writeLogin();
    await expect.poll(kinds, patient).toEqual([]);
    expect(posted()).toEqual(['login_lost']);
  });

  it('that was never there raises none', async () => {
    await upstream.removeLogin();
    await start();
    // The first event comes once everything has been looked at.
    expect(await firstOf(gateway.url)).toEqual({ alerts: [] });
  });

  it('that the service refuses raises one, which an answer ends', async () => {
    await start();
    upstream.standIn.behave(() => ({ kind: 'status', status: 401 }));
    await chat();
    await expect.poll(kinds, patient).toEqual(['LOGIN_LOST']);
    upstream.standIn.behave(() => undefined);
    await chat();
    await expect.poll(kinds, patient).toEqual([]);
    expect(receiver.posted[0]?.alert.message).toBe('The service refuses the login of Codex.');
  });
});

describe('an engine', () => {
  it('that stays down raises an alert, which its return ends', async () => {
    const codex = path.join(upstream.codexHome, 'codex');
    const works = `#!/bin/sh\nexec '${bundledCodex()}' "$@"\n`;
    await writeFile(codex, works);
    await chmod(codex, 0o755);
    await start('--codex-bin', codex, '--engine', 'app-server');
    await writeFile(codex, '#!/bin/sh\nexit 1\n');
    await killEngine();
    await expect.poll(kinds, { timeout: 30_000 }).toEqual(['ENGINE_DOWN']);
    await expect.poll(posted, patient).toEqual(['engine_down']);
    await writeFile(codex, works);
    await expect.poll(kinds, { timeout: 60_000 }).toEqual([]);
  }, 100_000);
});

describe('alerts', () => {
  it('are shown to a client that sees all, and to no other', async () => {
    await start('--api-key', 'alice:key-of-alice,boss:key-of-boss', '--admin-keys', 'boss');
    const headersOf = (name: string): Record<string, string> => ({
      authorization: `Bearer key-of-${name}`,
    });
    const primary = { usedPercent: 90, windowSeconds: 18_000, resetsAt: inSeconds(9000) };
    upstream.standIn.account.setQuota({ primary, secondary: null });
    await execute(gateway.url, ChatDocument, { input: ask('Hi') }, headersOf('alice'));
    await expect.poll(async () => await kinds(headersOf('boss')), patient).toEqual(['QUOTA_80']);
    expect(await kinds(headersOf('alice'))).toEqual([]);
  });

  it.each(transports)('are pushed when they change, %s', async (_transport, subscribe) => {
    await start();
    const stream = subscribe(gateway.url, FollowAlertsDocument, {});
    const next = async (): Promise<unknown> => (await stream.next()).value.data;
    expect(await next()).toEqual({ alerts: [] });
    await report(85, inSeconds(9000));
    expect(await next()).toMatchObject({
      alerts: [
        {
          alertId: expect.stringMatching(/^alert_\w{32}$/),
          kind: 'QUOTA_80',
          severity: 'WARNING',
          subject: 'codex, 5 hours',
          message: '85 % of the quota is used up (codex, 5 hours).',
        },
      ],
    });
    await stream.return?.();
  });

  it('that cannot be read are set aside, and the gateway starts', async () => {
    await start();
    await gateway.close();
    await writeFile(homeFiles(gateway.home).alerts, '{"hadLogin": 1');
    await start();
    expect(await kinds()).toEqual([]);
  });
});
