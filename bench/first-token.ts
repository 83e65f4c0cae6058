import { setTimeout as sleep } from 'node:timers/promises';
import type { AppServerOptions } from './load/app-server.ts';
import type { ThreadUse } from './load/bare-lane.ts';
import { openLoad, type Load } from './load/open-load.ts';
import type { LoadResult, LoadRun } from './load/run-lanes.ts';
import { lockedDownHome } from './locked-down-home.ts';
import { median, sumOf } from './measure.ts';
import { figureTable, many, targetsOf, type Figures } from './first-token-tables.ts';
import { scaled, type Part, type Scale } from './part.ts';
import type { Way } from './processes/load-protocol.ts';
import { flagsFor } from './thread-states.ts';
import { startMeasuredGateway, startUpstream, type Upstream } from './upstream.ts';

/** In which the threads that a crowd took are started anew, in milliseconds. */
const settleMs = 500;

/** The first token and requests/s, by every way to Codex and with every use of its threads. */
export const firstToken: Part = {
  name: 'first-token',
  async measure(scale) {
    const upstream = await startUpstream();
    try {
      const appServer = await lockedDownHome(upstream);
      const figures: Figures[] = [];
      for (const use of ['cold', 'warm', 'going-on'] as const) {
        figures.push(...(await measureUse(use, upstream, appServer, scale)));
      }
      const env = { ...appServer.env, CODEX_HOME: upstream.codexHome };
      const exec = { ...appServer, env };
      figures.push(await measureExec(exec, scale));
      return [figureTable(figures), targetsOf(figures)];
    } finally {
      await upstream.close();
    }
  },
};

async function measureUse(
  use: ThreadUse,
  upstream: Upstream,
  appServer: AppServerOptions,
  scale: Scale,
): Promise<Figures[]> {
  const gateway = await startMeasuredGateway(upstream, flagsFor(use, many));
  const { url } = gateway;
  const ways: readonly Way[] = [
    { kind: 'bare', use, ...appServer },
    { kind: 'rest', url },
    { kind: 'subscription', url },
    { kind: 'mutation', url },
  ];
  const loads: Load[] = [];
  try {
    for (const way of ways) loads.push(await openLoad(way, many));
    return await measureInTurns(loads, use, scale);
  } finally {
    for (const load of loads) load.close();
    await gateway.close();
  }
}

/** All ways one after the other, again and again: what else the machine does meets them all. */
async function measureInTurns(
  loads: readonly Load[],
  use: ThreadUse,
  scale: Scale,
): Promise<Figures[]> {
  const base = { countTo: 0, pauseMs: 0, isGoingOn: use === 'going-on' };
  const warmUp = { ...base, lanes: many, requestsPerLane: scaled(scale, 60, 1) };
  const calm = { ...base, lanes: 1, requestsPerLane: scaled(scale, 20, 2), pauseMs: 25 };
  const single = { ...base, lanes: 1, requestsPerLane: scaled(scale, 10, 2) };
  const crowd = { ...base, lanes: many, requestsPerLane: scaled(scale, 4, 1) };
  const long = { ...base, lanes: many, requestsPerLane: 1, countTo: scaled(scale, 1000, 100) };
  const runs: readonly LoadRun[] =
    use === 'warm' ? [calm, single, crowd, long] : [calm, single, crowd];
  const results = loads.map(() => runs.map((): LoadResult[] => []));
  // The compilers': a gateway that runs for days is past them.
  for (const load of loads) await load.run(warmUp);
  for (let round = 0; round < scaled(scale, 3, 1); round++) {
    for (const [way, load] of loads.entries()) {
      for (const [index, run] of runs.entries()) {
        if (load.way === 'mutation' && (run === calm || run === long)) continue;
        if (run === calm) await sleep(settleMs);
        results[way]?.[index]?.push(await load.run(run));
      }
    }
  }
  return loads.map(({ way }, index) => {
    const [calmly = [], singly = [], crowded = [], longest = []] = results[index] ?? [];
    return {
      way,
      use,
      firstTokenMs: firstTokenOf(calmly),
      rate: rateOf(singly),
      manyFirstTokenMs: firstTokenOf(crowded),
      manyRate: rateOf(crowded),
      tokenRate: (sumOf(longest, ({ pieces }) => pieces) / sumOf(longest, ({ ms }) => ms)) * 1000,
    };
  });
}

/** A process per question; many at once would measure the machine. */
async function measureExec(appServer: AppServerOptions, scale: Scale): Promise<Figures> {
  const load = await openLoad({ kind: 'exec', ...appServer }, 1);
  const run = { lanes: 1, countTo: 0, pauseMs: 0, isGoingOn: false };
  const results = [await load.run({ ...run, requestsPerLane: scaled(scale, 5, 1) })];
  load.close();
  return {
    way: 'exec',
    use: 'cold',
    firstTokenMs: firstTokenOf(results),
    rate: rateOf(results),
    manyFirstTokenMs: Number.NaN,
    manyRate: Number.NaN,
    tokenRate: Number.NaN,
  };
}

function firstTokenOf(results: readonly LoadResult[]): number {
  return median(results.flatMap(({ firstTokenMs }) => firstTokenMs));
}

function rateOf(results: readonly LoadResult[]): number {
  const requests = sumOf(results, ({ firstTokenMs }) => firstTokenMs.length);
  return (requests / sumOf(results, ({ ms }) => ms)) * 1000;
}
