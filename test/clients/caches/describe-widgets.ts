import { expect, it } from 'vitest';
import type { Data } from './cached-client.ts';
import type { Complaints } from './complaints.ts';
import * as documents from './documents.ts';
import type { Stage } from './stage.ts';
import { patience, until } from './until.ts';

/** Widgets that select different fields of objects with an ID do not make each other fetch again. */
export function describePairs(stage: Stage, pairs = documents.pairs): void {
  it.each(pairs)('with different fields of $name', async (pair) => {
    const variables = variablesOf(stage);
    expect(await requestsOf(stage, pair)).toBe(2);
    expect(await stage.client.read(pair.first, variables)).not.toBeNull();
    expect(await stage.client.read(pair.second, variables)).not.toBeNull();
  });
}

/** Widgets of one page do not make each other fetch again, and show the same. */
export function describeWidgets(stage: Stage, complaints: Complaints): void {
  describePairs(stage, [...documents.pairs, ...documents.ownedPairs]);

  it('with different fields of a list whose items have no ID', async () => {
    expect(await requestsOf(stage, documents.lists)).toBe(stage.client.mergesLists ? 2 : 4);
    const words = complaints.take().map((text) => text.slice(0, 32));
    expect(words).toEqual(stage.client.mergesLists ? [] : ['Apollo Client stopped refetching']);
  });

  it('with what another operation reads', async () => {
    const { client, gateway } = stage;
    const shown: Data[] = [];
    const stop = client.watch(documents.readiness, {}, (data) => void shown.push(data));
    await until(() => shown.length > 0);
    const readUntil = async (isReady: boolean): Promise<void> => {
      await until(async () => {
        const { health } = await client.fetch(documents.everything);
        return Object(health).isReady === isReady;
      });
      await expect.poll(() => shown.at(-1), patience).toMatchObject({ health: { isReady } });
    };
    await gateway.removeLogin();
    await readUntil(false);
    await gateway.writeLogin();
    await readUntil(true);
    stop();
  });
}

function variablesOf({ completions: [id], running, failed }: Stage): Data {
  return { id, running, failed };
}

/** How many requests two widgets cause until they are at rest. */
async function requestsOf(stage: Stage, { first, second }: documents.Pair): Promise<number> {
  const { client } = stage;
  const variables = variablesOf(stage);
  const shown: [Data?, Data?] = [];
  const stops = [first, second].map((operation, index) =>
    client.watch(operation, variables, (data) => void (shown[index] = data)),
  );
  await until(() => shown[0] !== undefined && shown[1] !== undefined);
  // Each of these takes as long as a refetch, so an endless loop shows.
  const rounds = 10;
  for (let round = 0; round < rounds; round += 1) await client.fetch(documents.version);
  for (const stop of stops) stop();
  return client.requests() - rounds;
}
