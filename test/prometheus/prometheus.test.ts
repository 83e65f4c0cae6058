import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLineWriter } from '../../src/log/line-writer.ts';
import { openSocket } from '../schema/raw-socket.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { whenAsked } from '../support/when-asked.ts';
import { dashboardQueries } from './dashboard-queries.ts';
import { createLoad, failing, type Load } from './load.ts';
import { promtool, startPrometheus, type Prometheus } from './prometheus.ts';

const key = 'key-of-prometheus';
const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
const stalling = 'Wait for me';
const maxTurns = 4;

/** A log whose reader has stopped. */
const stoppedLog = createLineWriter(
  { write() {}, writeNow() {} },
  { onDropped() {}, maxBytes: 100 },
);

let folder: TempFolder;
/** Does everything. */
let gateway: TestGateway;
/** Has no login and a log that nobody reads, and goes. */
let broken: TestGateway;
let isBrokenOpen = true;
let prometheus: Prometheus;
let load: Load;

beforeAll(async () => {
  folder = await createTempFolder();
  const keyed = ['--api-key', `prometheus:${key}`];
  gateway = await startTestGateway({
    login: 'present',
    args: [...keyed, '--engine', 'app-server', '--max-turns', `${maxTurns}`],
  });
  broken = await startTestGateway({
    login: 'missing',
    args: keyed,
    logger: pino({ level: 'info' }, { write: (line: string) => stoppedLog.write(line) }),
    droppedLogLines: () => stoppedLog.dropped,
  });
  const fails = whenAsked(failing, { kind: 'failed', code: 'server_error', message: 'No.' });
  const stalls = whenAsked(stalling, { kind: 'stall', afterTokens: 1 });
  gateway.standIn.behave((request) => fails(request) ?? stalls(request));
  setQuota(40);
  prometheus = await startPrometheus(
    await configOf([gateway, broken]),
    path.join(folder.path, 'data'),
  );
  load = createLoad(gateway, headers);
});
afterAll(async () => {
  await prometheus?.close();
  await gateway?.close();
  if (isBrokenOpen) await broken?.close();
  await folder?.remove();
});

function setQuota(usedPercent: number): void {
  const soon = Math.floor(Date.now() / 1000) + 3600;
  gateway.standIn.account.setQuota({
    primary: { usedPercent, windowSeconds: 18_000, resetsAt: soon },
    secondary: { usedPercent: 34, windowSeconds: 604_800, resetsAt: soon + 86_400 },
  });
}

/** The files of `deploy/prometheus`, with shorter times, a key, and the addresses of the test. */
async function configOf(gateways: readonly TestGateway[]): Promise<string> {
  const into = path.join(folder.path, 'prometheus');
  await mkdir(into);
  const rules = await readFile('deploy/prometheus/rules.yml', 'utf8');
  const config = await readFile('deploy/prometheus/prometheus.yml', 'utf8');
  const targets = gateways.map(({ url }) => `'${new URL(url).host}'`).join(', ');
  const keyFile = path.join(into, 'key');
  await writeFile(keyFile, key);
  await writeFile(
    path.join(into, 'rules.yml'),
    rules.replaceAll(/for: \dm$/gm, 'for: 1s').replaceAll('[10m]', '[10s]'),
  );
  const file = path.join(into, 'prometheus.yml');
  await writeFile(
    file,
    config
      .replaceAll(/(scrape|evaluation)_interval: 15s/g, '$1_interval: 1s')
      .replace(
        /^ {4}# authorization:\n {4}# {3}credentials_file: .*$/m,
        `    authorization:\n      credentials_file: ${keyFile}`,
      )
      .replace(/targets: .*/, `targets: [${targets}]`),
  );
  return file;
}

async function chat(content: string, signal?: AbortSignal): Promise<void> {
  const response = await fetch(new URL('/v1/chat/completions', gateway.url), {
    method: 'POST',
    headers,
    body: JSON.stringify({ model: 'gpt-5.5', messages: [{ role: 'user', content }], stream: true }),
    ...(signal && { signal }),
  });
  await response.arrayBuffer();
}

async function valueOf(expression: string): Promise<number> {
  return (await prometheus.query(expression))[0]?.value ?? 0;
}

async function isFiring(name: string): Promise<boolean> {
  return (await prometheus.firing()).some((alert) => alert.name === name);
}

describe('the files of deploy', () => {
  it('are valid', async () => {
    expect(await promtool(['check', 'rules', 'deploy/prometheus/rules.yml'])).toContain(
      '6 rules found',
    );
    expect(await promtool(['check', 'config', 'deploy/prometheus/prometheus.yml'])).toContain(
      'is valid',
    );
  });

  it('have rules that fire once their condition has held for its time, and not before', async () => {
    expect(await promtool(['test', 'rules', 'test/prometheus/rules.yaml'])).toContain('SUCCESS');
  });
});

describe('a Prometheus that scrapes a gateway under load', () => {
  /** Of the gateway, by a scrape that begins now or later. */
  const seriesCount = async (): Promise<number> => {
    const of = `instance="${new URL(gateway.url).host}"`;
    const since = Date.now() / 1000;
    const scrapedAt = async (): Promise<number> =>
      await valueOf(`max(timestamp(codex_serve_build_info{${of}}))`);
    await expect.poll(scrapedAt).toBeGreaterThan(since);
    return await valueOf(`count({__name__=~"codex_serve_.+", ${of}})`);
  };

  it('finds as many series after 500 requests as after 50', async () => {
    const socket = await openSocket(gateway.url, { headers });
    socket.send({
      type: 'subscribe',
      id: '1',
      payload: { query: 'subscription { activity { __typename } }' },
    });
    await load.send(50);
    const after50 = await seriesCount();
    await load.send(450);
    expect(await seriesCount()).toBe(after50);
    expect(after50).toBeGreaterThan(150);
    socket.socket.terminate();
  });

  it('has a value for every query of the dashboard', async () => {
    const queries = await dashboardQueries();
    expect(queries.length).toBeGreaterThan(30);
    const ending = new AbortController();
    const loading = (async (): Promise<void> => {
      while (!ending.signal.aborted) await load.send(14);
    })();
    try {
      for (const { title, expression } of queries) {
        const isAnswered = async (): Promise<boolean> => {
          const samples = await prometheus.query(expression);
          return samples.some(({ value }) => Number.isFinite(value));
        };
        await expect
          .poll(isAnswered, { message: `${title}: ${expression}`, timeout: 15_000 })
          .toBe(true);
      }
    } finally {
      ending.abort();
      await loading;
    }
  });

  it('finds no fault in the metrics', async () => {
    const response = await fetch(new URL('/metrics', gateway.url), { headers });
    expect(await promtool(['check', 'metrics'], await response.text())).toBe('');
  });
});

describe('an alert fires', () => {
  it('when requests fail', async () => {
    await expect
      .poll(async () => {
        await chat(failing);
        return await isFiring('CodexServeErrors');
      })
      .toBe(true);
  });

  it('when the quota is nearly used up', async () => {
    expect(await isFiring('CodexServeQuotaRunsOut')).toBe(false);
    setQuota(97);
    await chat('Count to 2');
    await expect.poll(async () => await isFiring('CodexServeQuotaRunsOut')).toBe(true);
    const alert = (await prometheus.firing()).find(({ name }) => name === 'CodexServeQuotaRunsOut');
    expect(alert?.summary).toBe('97% of the quota for 5h is used');
  });

  it('when requests wait in the queue', async () => {
    expect(await isFiring('CodexServeQueueWaits')).toBe(false);
    const leaving = new AbortController();
    const asked = Array.from({ length: maxTurns }, async () => {
      await chat(stalling, leaving.signal).catch(() => {});
    });
    await expect.poll(async () => await valueOf('sum(codex_serve_running)')).toBe(maxTurns);
    const waiting = Array.from({ length: maxTurns }, async () => await chat('Count to 2'));
    await expect
      .poll(() => gateway.core.queueHealth().longestWaitMs, { timeout: 30_000 })
      .toBeGreaterThan(10_500);
    leaving.abort();
    await Promise.all([...asked, ...waiting]);
    await expect.poll(async () => await isFiring('CodexServeQueueWaits')).toBe(true);
  });

  it('when the login is lost, and when the log cannot be written', async () => {
    expect(await isFiring('CodexServeLoginLost')).toBe(false);
    const response = await fetch(new URL('/v1/chat/completions', broken.url), {
      method: 'POST',
      headers,
      body: JSON.stringify({ model: 'gpt-5.5', messages: [{ role: 'user', content: 'Hi' }] }),
    });
    expect(response.status).toBe(401);
    await expect.poll(async () => await isFiring('CodexServeLoginLost')).toBe(true);
    await expect.poll(async () => await isFiring('CodexServeOverloaded')).toBe(true);
  });

  it('when a gateway is gone', async () => {
    expect(await isFiring('CodexServeDown')).toBe(false);
    await broken.close();
    isBrokenOpen = false;
    await expect.poll(async () => await isFiring('CodexServeDown')).toBe(true);
    const alert = (await prometheus.firing()).find(({ name }) => name === 'CodexServeDown');
    expect(alert?.summary).toBe(`codex-serve on ${new URL(broken.url).host} answers no requests`);
  });
});
