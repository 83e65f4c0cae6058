import type { Completion } from '../../src/codex/completion/completion.ts';
import {
  CancelChatDocument,
  StartChatDocument,
  StreamChatDocument,
  StreamDetachedChatDocument,
} from '../generated/graphql.ts';
import { ask } from '../schema/ask.ts';
import { execute } from '../schema/clients.ts';
import { engineProcessIds } from '../support/engine-pid.ts';
import type { TestGateway } from '../support/gateway.ts';
import { faultOfEnd, faultOfLog, faultOfSeen } from './faults.ts';
import type { Plan, Watcher } from './plan.ts';
import { seenByCore, type Seen } from './seen.ts';
import { bySubscriber, read, subscriberOf, watch } from './visits.ts';

/** The gateway that all plans run on, and when its app-server was killed last. */
export interface World {
  readonly gateway: TestGateway;
  /** As `performance.now()`. */
  killedAt: number;
}

/** How long after its end a process may still be given work, in milliseconds. */
const noticeMs = 1000;

/** The last sequence that each client of a plan has seen. */
export type Progress = Map<string, number>;

/** Runs a plan to its end and notes its progress. Resolves with the faults of the result. */
export async function faultsOf(world: World, plan: Plan, progress: Progress): Promise<string[]> {
  const { gateway } = world;
  const startedAt = performance.now();
  const wasReady = gateway.core.engineHealth().state === 'ready';
  const wasKilled = (): boolean => world.killedAt > startedAt - noticeMs || !wasReady;
  const { id, owner } = await start(gateway, plan, progress);
  const completion = await gateway.core.completion(id);
  if (completion === undefined) return wasKilled() ? [] : ['it was not started'];

  const [owned, ...watched] = await Promise.all([
    owner,
    ...plan.watchers.map(async (watcher, index) => {
      const note = (sequence: number): void => void progress.set(`watcher ${index}`, sequence);
      return await follow(gateway, completion, watcher, note);
    }),
    cancel(gateway, completion, plan),
    kill(world, completion, plan),
  ]);
  const log = await logOf(completion);
  const faults = [
    faultOfLog(log, plan, wasKilled()),
    faultOfSeen(owned, log),
    plan.starter.leavesAfter === null && owned.length > 0 ? faultOfEnd(owned, log) : null,
    ...watched.flatMap((seen) => seen && [faultOfSeen(seen, log), faultOfEnd(seen, log)]),
  ];
  return faults.filter((fault) => typeof fault === 'string');
}

interface Started {
  readonly id: string;
  /** What the subscriber saw that started it; nothing for a mutation. */
  readonly owner: Promise<readonly Seen[]>;
}

async function start({ url }: TestGateway, plan: Plan, progress: Progress): Promise<Started> {
  const { by, over, leavesAfter: dropsAfter } = plan.starter;
  const input = ask(plan.name, { model: 'gpt-5.5', effort: plan.effort });
  if (by === 'mutation') {
    const { startChatCompletion } = await execute(url, StartChatDocument, { input });
    const id = 'id' in startChatCompletion ? startChatCompletion.id : '';
    return { id, owner: Promise.resolve([]) };
  }
  const document = by === 'subscription' ? StreamChatDocument : StreamDetachedChatDocument;
  const answers = subscriberOf(over)(url, document, { input });
  const seen: Seen[] = [];
  let owner: Started['owner'] = Promise.resolve(seen);
  const id = await new Promise<string>((resolve, reject) => {
    const named = tap(answers, ({ data }) => resolve(data?.chatCompletion.completionId ?? ''));
    owner = read(bySubscriber(named), { dropsAfter, pause: 0 }, (event) => {
      seen.push(event);
      progress.set('starter', event.sequence);
    }).then(() => seen);
    owner.catch(reject);
  });
  return { id, owner };
}

/** The same iterator, of which each value is shown first. */
function tap<T>(values: AsyncIterableIterator<T>, show: (value: T) => void): typeof values {
  return {
    async next() {
      const result = await values.next();
      if (result.done !== true) show(result.value);
      return result;
    },
    return: async () => (await values.return?.()) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Watches to the end, visit by visit, each from the last event that the one before saw. */
async function follow(
  gateway: TestGateway,
  completion: Completion,
  { beginsAt, visits }: Watcher,
  note: (sequence: number) => void,
): Promise<Seen[]> {
  const seen: Seen[] = [];
  await reaches(completion, beginsAt);
  for (let count = 0; ; count += 1) {
    const visit = visits[count % visits.length];
    const after = seen.at(-1)?.sequence ?? -1;
    if (visit === undefined) return seen;
    if (completion.endedAt !== null && after === completion.lastSequence) return seen;
    const events = watch(gateway, completion.id, after, visit);
    const { length } = seen;
    await read(events, visit, (event) => {
      seen.push(event);
      note(event.sequence);
    });
    if (seen.length === length) return seen;
  }
}

async function cancel(
  { url }: TestGateway,
  completion: Completion,
  { cancelsAt }: Plan,
): Promise<undefined> {
  if (cancelsAt === null) return;
  await reaches(completion, cancelsAt);
  const { id } = completion;
  const { cancelChatCompletion } = await execute(url, CancelChatDocument, { id });
  if (!('status' in cancelChatCompletion) || completion.endedAt === null) {
    throw new Error(`cancelling gave ${JSON.stringify(cancelChatCompletion)}`);
  }
}

async function kill(world: World, completion: Completion, { killsAt }: Plan): Promise<undefined> {
  if (killsAt === null) return;
  await reaches(completion, killsAt);
  world.killedAt = performance.now();
  for (const pid of engineProcessIds()) process.kill(pid, 'SIGKILL');
}

/** Resolves at the event of that sequence, or at the last one. */
async function reaches(completion: Completion, at: number): Promise<void> {
  for await (const { sequence } of completion.events()) if (sequence >= at) return;
}

async function logOf(completion: Completion): Promise<Seen[]> {
  const log: Seen[] = [];
  for await (const event of completion.events()) log.push(seenByCore(event));
  return log;
}
