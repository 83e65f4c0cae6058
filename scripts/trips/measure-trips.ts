import { setTimeout } from 'node:timers/promises';
import { startTestGateway } from '../../test/support/gateway.ts';
import { startCallCounter, type CallCounter, type Calls } from './call-counter.ts';
import { createTripClient, type TripClient } from './client.ts';
import { streamedChat, trips, type Trip } from './trips.ts';

/** Where a trip goes. */
export interface Course {
  readonly name: string;
  /** Names of the functions that run, by file. Paths are relative to `src/`. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** Functions that run. */
  readonly functions: number;
}

/** Each pass brings noise of its own, such as a timer; the trip is what all of them have in common. */
const passes = 3;
/** The first passes start what later ones find: threads, connections, caches. */
const warmUps = 2;
/** Nothing is asked, for longer than a trip takes. */
const idling: Trip = { name: 'none', run: async () => await setTimeout(2000) };
/** Time for what follows an answer, such as the records of it, in milliseconds. */
const settleMs = 300;
/** Slow enough for each token to come alone. */
const tokensPerSecond = 50;

/** Runs all trips through a real gateway, Codex and the stand-in service, and counts the calls. */
export async function measureTrips(): Promise<readonly Course[]> {
  const gateway = await startTestGateway({ tokensPerSecond });
  const client = createTripClient(gateway.url);
  const counter = await startCallCounter();
  try {
    const courses: Course[] = [];
    const idle = await everyPass(idling);
    for (const trip of trips)
      courses.push(courseOf(trip.name, beyond(idle, await everyPass(trip))));
    const short = await everyPass(streamedChat(10));
    const long = await everyPass(streamedChat(20));
    const token = 'one token of a streamed chat';
    return courses.toSpliced(1, 0, courseOf(token, perToken(short, long, 10)));
  } finally {
    counter.close();
    await client.close();
    await gateway.close();
  }

  /** The calls that each pass makes. */
  async function everyPass(trip: Trip): Promise<Calls> {
    for (let pass = 0; pass < warmUps; pass++) await callsOf(trip, client, counter);
    let common = await callsOf(trip, client, counter);
    for (let pass = 1; pass < passes; pass++) {
      common = inBoth(common, await callsOf(trip, client, counter));
    }
    return common;
  }
}

async function callsOf(trip: Trip, client: TripClient, counter: CallCounter): Promise<Calls> {
  const prepared = (await trip.prepare?.(client)) ?? '';
  await setTimeout(settleMs);
  await counter.take();
  await trip.run(client, prepared);
  await setTimeout(settleMs);
  return await counter.take();
}

function inBoth(one: Calls, other: Calls): Calls {
  const both = [...one].map(
    ([name, count]) => [name, Math.min(count, other.get(name) ?? 0)] as const,
  );
  return new Map(both.filter(([, count]) => count > 0));
}

/** The calls beyond those that the gateway makes when it is idle, such as those of timers. */
function beyond(idle: Calls, calls: Calls): Calls {
  return new Map([...calls].filter(([name, count]) => count > (idle.get(name) ?? 0)));
}

/** The calls that an answer makes for nearly each of so many more tokens: now and then two come at once. */
function perToken(short: Calls, long: Calls, more: number): Calls {
  const extra = [...long].map(([name, count]) => [name, count - (short.get(name) ?? 0)] as const);
  return new Map(extra.filter(([, count]) => count >= 0.7 * more));
}

function courseOf(name: string, calls: Calls): Course {
  const files = new Map<string, string[]>();
  for (const called of calls.keys()) {
    const [file = '', , functionName = ''] = called.split(':');
    files.set(file, [...(files.get(file) ?? []), functionName || '(anonymous)']);
  }
  return { name, files, functions: calls.size };
}
