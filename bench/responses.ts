import { openLoad, type Load } from './load/open-load.ts';
import type { LoadRun } from './load/run-lanes.ts';
import { median } from './measure.ts';
import { scaled, type Part, type Scale, type Table } from './part.ts';
import { amount, targetTable, type Target } from './print.ts';
import { measureReplay } from './responses/replay.ts';
import { measureListing } from './responses/listing.ts';
import { startGatewayProcess } from './started-gateway.ts';
import { startUpstream, type Upstream } from './upstream.ts';

const engines = ['app-server', 'direct'] as const;

/** The Responses API beside Chat Completions, and what is kept of its conversations. */
export const responses: Part = {
  name: 'responses',
  async measure(scale) {
    const upstream = await startUpstream();
    try {
      const figures: Figures[] = [];
      for (const engine of engines) figures.push(await measureEngine(engine, upstream, scale));
      const listing = await measureListing(upstream, scaled(scale, 10_000, 100));
      const replay = await measureReplay(upstream, scaled(scale, 50_000, 500));
      const targets = [...figures.flatMap(targetsOf), listing, replay];
      return [figureTable(figures), targetTable(targets)];
    } finally {
      await upstream.close();
    }
  },
};

/** Times to the first token in milliseconds. */
interface Figures {
  readonly engine: string;
  readonly chat: number;
  readonly response: number;
  readonly continuedChat: number;
  readonly continuedResponse: number;
}

async function measureEngine(engine: string, upstream: Upstream, scale: Scale): Promise<Figures> {
  const gateway = await startGatewayProcess(upstream, ['--engine', engine], {});
  const { url } = gateway;
  const loads: Load[] = [];
  try {
    for (const kind of ['rest', 'responses', 'stored-responses'] as const) {
      loads.push(await openLoad({ kind, url }, 1));
    }
    const [chat, response, stored] = loads;
    if (chat === undefined || response === undefined || stored === undefined) throw new Error();
    const run = { lanes: 1, countTo: 0, pauseMs: 25 };
    const once = { ...run, requestsPerLane: scaled(scale, 20, 2), isGoingOn: false };
    const goingOn = { ...once, isGoingOn: true };
    const warmUp = { ...once, requestsPerLane: scaled(scale, 100, 2), pauseMs: 0 };
    for (const load of loads) await load.run(warmUp);
    const rounds = scaled(scale, 5, 1);
    const [first, second] = await inTurns([chat, response], once, rounds);
    const [third, fourth] = await inTurns([chat, stored], goingOn, rounds);
    return {
      engine,
      chat: first ?? Number.NaN,
      response: second ?? Number.NaN,
      continuedChat: third ?? Number.NaN,
      continuedResponse: fourth ?? Number.NaN,
    };
  } finally {
    for (const load of loads) load.close();
    await gateway.close();
  }
}

/** The median time to the first token of each. They take turns: what else the machine does meets both. */
async function inTurns(loads: readonly Load[], run: LoadRun, rounds: number): Promise<number[]> {
  const times = loads.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, load] of loads.entries()) {
      times[index]?.push(...(await load.run(run)).firstTokenMs);
    }
  }
  return times.map(median);
}

function figureTable(figures: readonly Figures[]): Table {
  return {
    title: 'First token',
    columns: ['chat', 'response', 'continued chat', 'continued response'],
    rows: figures.map(({ engine, ...times }) => [
      engine,
      amount(times.chat, 'ms'),
      amount(times.response, 'ms'),
      amount(times.continuedChat, 'ms'),
      amount(times.continuedResponse, 'ms'),
    ]),
  };
}

function targetsOf(figures: Figures): Target[] {
  const { engine, chat, response, continuedChat, continuedResponse } = figures;
  return [
    { name: `${engine}: response after chat`, value: response - chat, atMost: 1, unit: 'ms' },
    {
      name: `${engine}: continued response after continued chat`,
      value: continuedResponse - continuedChat,
      atMost: 3,
      unit: 'ms',
    },
  ];
}
