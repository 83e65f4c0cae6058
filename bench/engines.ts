import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openLoad, type Load } from './load/open-load.ts';
import type { LoadResult, LoadRun } from './load/run-lanes.ts';
import { median, sumOf } from './measure.ts';
import { openNetwork, type Network } from './network/open-network.ts';
import { tlsAuthority } from './network/tls-files.ts';
import { scaled, type Part, type Scale, type Table } from './part.ts';
import { amount, targetTable } from './print.ts';
import { startGatewayProcess, type StartedGateway } from './started-gateway.ts';
import { startUpstream, type Upstream } from './upstream.ts';

const roundTripMs = 40;
/** Those that ask at once. */
const many = 16;
const engines = ['direct', 'app-server'] as const;

/**
 * Both engines and a client that asks the service itself, over TLS and a simulated network, in one
 * run and in turns: what else the machine does meets them all.
 */
export const engineComparison: Part = {
  name: 'engines',
  async measure(scale) {
    const upstream = await startUpstream();
    const network = await openNetwork(upstream.baseUrl, { oneWayMs: roundTripMs / 2, isTls: true });
    const runners: Runner[] = [];
    try {
      const url = network.baseUrl.replace(/\/$/, '');
      await upstream.reachOver(url);
      runners.push({ name: 'direct client', load: await openLoad({ kind: 'service', url }, many) });
      for (const engine of engines) runners.push(await gatewayRunner(engine, upstream));
      const figures = await measureInTurns(runners, scale);
      const bytes = await upstreamBytes(runners, network, scale);
      return [figureTable(figures), bytesTable(bytes), targetsOf(figures, bytes)];
    } finally {
      for (const { load, gateway } of runners) {
        load.close();
        await gateway?.close();
      }
      network.close();
      await upstream.close();
    }
  },
};

interface Runner {
  readonly name: string;
  readonly load: Load;
  /** Absent for a client that needs none. */
  readonly gateway?: StartedGateway;
}

async function gatewayRunner(engine: string, upstream: Upstream): Promise<Runner> {
  const authority = path.join(upstream.folder, 'authority.pem');
  await writeFile(authority, tlsAuthority);
  const env = { SSL_CERT_FILE: authority };
  const gateway = await startGatewayProcess(upstream, ['--engine', engine], env);
  const load = await openLoad({ kind: 'rest', url: gateway.url }, many);
  return { name: `${engine} engine`, load, gateway };
}

/** What one of them does. Times and CPU in milliseconds; NaN where there is no gateway. */
interface Figures {
  readonly name: string;
  readonly firstTokenMs: number;
  readonly requestRate: number;
  readonly requestCpuMs: number;
  readonly thousandTokensCpuMs: number;
  readonly megabytes: number;
}

interface Measured {
  readonly calm: LoadResult[];
  readonly crowd: LoadResult[];
  crowdCpuMs: number;
  longCpuMs: number;
  longTokens: number;
  megabytes: number;
}

async function measureInTurns(runners: readonly Runner[], scale: Scale): Promise<Figures[]> {
  const base = { pauseMs: 0, isGoingOn: false };
  const warmUp = { ...base, countTo: 0, lanes: many, requestsPerLane: scaled(scale, 60, 1) };
  const calm = { ...base, countTo: 0, lanes: 1, requestsPerLane: scaled(scale, 15, 2) };
  const crowd = { ...base, countTo: 50, lanes: many, requestsPerLane: scaled(scale, 20, 1) };
  const long = { ...base, countTo: 1000, lanes: many, requestsPerLane: scaled(scale, 3, 1) };
  const results = runners.map((): Measured => ({
    calm: [],
    crowd: [],
    crowdCpuMs: 0,
    longCpuMs: 0,
    longTokens: 0,
    megabytes: Number.NaN,
  }));
  for (const { load } of runners) await load.run(warmUp);
  for (let round = 0; round < scaled(scale, 3, 1); round++) {
    for (const [index, runner] of runners.entries()) {
      const into = results[index];
      if (into === undefined) continue;
      // A pause in which a connection can be made.
      into.calm.push(await runner.load.run({ ...calm, pauseMs: 4 * roundTripMs }));
      into.crowdCpuMs += await cpuOf(runner, crowd, into.crowd);
      const answers: LoadResult[] = [];
      into.longCpuMs += await cpuOf(runner, long, answers);
      into.longTokens += sumOf(answers, ({ pieces }) => pieces);
      into.megabytes = runner.gateway?.use().megabytes ?? Number.NaN;
    }
  }
  return results.map((measured, index) => figuresOf(runners[index]?.name ?? '', measured));
}

/** Runs the load, and gives the CPU that the gateway and its children took. */
async function cpuOf({ load, gateway }: Runner, run: LoadRun, into: LoadResult[]): Promise<number> {
  const before = gateway?.use().cpuMs ?? Number.NaN;
  into.push(await load.run(run));
  return (gateway?.use().cpuMs ?? Number.NaN) - before;
}

function figuresOf(name: string, measured: Measured): Figures {
  const { calm, crowd, crowdCpuMs, longCpuMs, longTokens, megabytes } = measured;
  const requests = sumOf(crowd, ({ firstTokenMs }) => firstTokenMs.length);
  return {
    name,
    firstTokenMs: median(calm.flatMap(({ firstTokenMs }) => firstTokenMs)),
    requestRate: (requests / sumOf(crowd, ({ ms }) => ms)) * 1000,
    requestCpuMs: crowdCpuMs / requests,
    thousandTokensCpuMs: (longCpuMs / longTokens) * 1000,
    megabytes,
  };
}

/** Bytes that each of them sends to the service over 30 turns of one conversation. */
async function upstreamBytes(
  runners: readonly Runner[],
  network: Network,
  scale: Scale,
): Promise<Map<string, number>> {
  const sent = async (): Promise<number> =>
    sumOf((await network.look()).upstreamBytes, (bytes) => bytes);
  const bytes = new Map<string, number>();
  for (const { name, load } of runners) {
    const before = await sent();
    const turns = scaled(scale, 30, 3);
    // The first turn comes before those that are measured.
    const run = { lanes: 1, requestsPerLane: turns - 1, pauseMs: 0, countTo: 0, isGoingOn: true };
    await load.run(run);
    bytes.set(name, (await sent()) - before);
  }
  return bytes;
}

function figureTable(figures: readonly Figures[]): Table {
  return {
    title: `Over TLS and ${roundTripMs} ms of round trip`,
    columns: ['first token', 'requests/s at 16', 'CPU of 50 tokens', 'of 1,000', 'PSS'],
    rows: figures.map((each) => [
      each.name,
      amount(each.firstTokenMs, 'ms'),
      amount(each.requestRate, '/s'),
      amountIfAny(each.requestCpuMs, 'ms'),
      amountIfAny(each.thousandTokensCpuMs, 'ms'),
      amountIfAny(each.megabytes, 'MB'),
    ]),
  };
}

function amountIfAny(value: number, unit: string): string {
  return Number.isNaN(value) ? '–' : amount(value, unit);
}

function bytesTable(bytes: ReadonlyMap<string, number>): Table {
  return {
    title: 'A conversation of short turns',
    columns: ['upstream'],
    rows: [...bytes].map(([name, sent]) => [name, amount(sent / 1000, 'kB')]),
  };
}

function targetsOf(figures: readonly Figures[], bytes: ReadonlyMap<string, number>): Table {
  const [client, direct] = figures;
  if (client === undefined || direct === undefined) throw new Error('Nothing was measured');
  const { firstTokenMs, requestRate, requestCpuMs, thousandTokensCpuMs, megabytes } = direct;
  const after = firstTokenMs - client.firstTokenMs;
  return targetTable([
    { name: 'first token after the direct client', value: after, atMost: 2.5, unit: 'ms' },
    { name: 'requests/s at 16', value: requestRate, atLeast: 250, unit: '/s' },
    { name: 'CPU of a request', value: requestCpuMs, atMost: 2.5, unit: 'ms' },
    { name: 'CPU of 1,000 tokens', value: thousandTokensCpuMs, atMost: 6, unit: 'ms' },
    {
      name: '30 turns upstream',
      value: (bytes.get('direct engine') ?? Number.NaN) / 1000,
      atMost: 20,
      unit: 'kB',
    },
    { name: 'memory (PSS) after load', value: megabytes, atMost: 110, unit: 'MB' },
  ]);
}
