import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWhole } from '../../src/codex/completion/run-whole.ts';
import { openDatabase } from '../../src/sqlite/database.ts';
import { ask as askCore, never } from '../support/core.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { chatOperation, post } from '../server/surfaces.ts';
import { answer, subscribeOverSse } from './clients.ts';
import { LiveBoardDocument } from '../generated/graphql.ts';

let gateway: TestGateway;
/** The ids of one completion of each surface, by the text that is kept of it. */
const ids: Record<string, string> = {};

/** A completion of that surface, known to this version or not, which has ended. */
async function complete(surface: string): Promise<string> {
  const { id } = await runWhole(
    async (attempts) => await gateway.core.run({ ...askCore('Hi'), surface, attempts }, never()),
  );
  ids[surface] = id;
  return id;
}

async function read(query: string): Promise<Record<string, unknown>> {
  const { data, errors } = await answer(gateway.url, query);
  expect(errors).toBeUndefined();
  if (typeof data !== 'object' || data === null) throw new Error('There is no data.');
  return { ...data };
}

beforeAll(async () => {
  gateway = await startTestGateway();
  for (const surface of ['CHAT_COMPLETIONS', 'COMPLETIONS', 'MESSAGES', 'LATER', 'later']) {
    await complete(surface);
  }
  await post(`${gateway.url}/graphql`, {}, chatOperation('mutation'));
  // One of the records is from version 0.1.
  await complete('OLD');
  await read('{ usage { totals { completions } } }');
  const files = await readdir(gateway.home, { recursive: true });
  const file = files.find((name) => path.basename(name) === 'usage.sqlite') ?? '';
  const database = await openDatabase(path.join(gateway.home, file));
  await database.exec(`UPDATE completion SET surface = 'REST' WHERE surface = 'OLD';
    UPDATE usage_group SET surface = 'REST' WHERE surface = 'OLD'`);
  database.close();
});
afterAll(async () => {
  await gateway.close();
});

const later = { surface: 'OTHER', surfaceName: 'LATER' };

describe('a surface that this version does not know is OTHER, with its name as text', () => {
  it('in a completion, by its id and as a node, and in the list of completions', async () => {
    const id = ids['LATER'];
    const completion = '... on ChatCompletion { surface surfaceName }';
    const data = await read(`{
      chatCompletion(id: "${id}") { ${completion} }
      node(id: "${id}") { ${completion} }
      completions { edges { node { id surface surfaceName } } }
    }`);
    expect(data).toEqual({
      chatCompletion: later,
      node: later,
      completions: { edges: expect.arrayContaining([{ node: { id, ...later } }]) },
    });
  });

  it('in the events of a completion', async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `subscription { chatCompletionEvents(id: "${ids['LATER']}") {
          ... on ChatCompletionStarted { completion { surface surfaceName } }
          ... on ChatCompletionDone { completion { surface surfaceName } }
        } }`,
      }),
    });
    const shown = (await response.text()).match(/"surface":"\w+","surfaceName":"\w+"/g);
    const one = '"surface":"OTHER","surfaceName":"LATER"';
    expect(shown).toEqual([one, one]);
  });

  it('in the activity', async () => {
    const { completions } = await read('{ completions { activityCursor } }');
    const cursor: unknown = Object(completions).activityCursor;
    const events = subscribeOverSse(gateway.url, LiveBoardDocument, { after: String(cursor) });
    await events.next();
    const id = await complete('LATER');
    const { value } = await events.next();
    expect(value.data.activity.completion).toMatchObject({ id, surface: 'OTHER' });
    await events.return?.();
  });

  it('in its record, by its id and as a node, and in the list of records', async () => {
    const id = ids['LATER'];
    const record = '... on CompletionRecord { surface surfaceName }';
    const data = await read(`{
      completionRecord(id: "${id}") { ${record} }
      node(id: "record-${id}") { ${record} }
      completionRecords { edges { node { completionId surface surfaceName } } }
    }`);
    expect(data).toEqual({
      completionRecord: later,
      node: later,
      completionRecords: {
        edges: expect.arrayContaining([{ node: { completionId: id, ...later } }]),
      },
    });
  });

  it('in the totals, where each name has its own bucket', async () => {
    const { usage } = await read(`{
      usage(granularity: DAY, groupBy: [SURFACE]) { buckets { surface surfaceName } }
    }`);
    expect(usage).toEqual({
      buckets: [
        { surface: 'CHAT_COMPLETIONS', surfaceName: 'CHAT_COMPLETIONS' },
        { surface: 'COMPLETIONS', surfaceName: 'COMPLETIONS' },
        { surface: 'GRAPHQL', surfaceName: 'GRAPHQL' },
        { surface: 'OTHER', surfaceName: 'LATER' },
        { surface: 'MESSAGES', surfaceName: 'MESSAGES' },
        { surface: 'REST', surfaceName: 'REST' },
        { surface: 'OTHER', surfaceName: 'later' },
      ],
    });
    expect(
      await read('{ usage { totals { completions } buckets { surface surfaceName } } }'),
    ).toEqual({
      usage: {
        totals: { completions: expect.any(Number) },
        buckets: [{ surface: null, surfaceName: null }],
      },
    });
  });
});

describe('a filter by surface finds', () => {
  const namesOf = (connection: unknown): Set<string> => {
    const { edges } = Object(connection);
    return new Set(edges.map((edge: { node: { surfaceName: string } }) => edge.node.surfaceName));
  };

  it.each([
    ['CHAT_COMPLETIONS', ['CHAT_COMPLETIONS']],
    ['COMPLETIONS', ['COMPLETIONS']],
    ['RESPONSES', []],
    ['MESSAGES', ['MESSAGES']],
    ['OLLAMA', []],
    ['GRAPHQL', ['GRAPHQL']],
    ['REST', ['CHAT_COMPLETIONS', 'COMPLETIONS', 'REST']],
    ['OTHER', ['LATER', 'later']],
  ])('by %s %j, in records and totals', async (surface, names) => {
    const { completionRecords, usage } = await read(`{
      completionRecords(filter: { surface: ${surface} }) { edges { node { surfaceName } } }
      usage(granularity: DAY, groupBy: [SURFACE], filter: { surface: ${surface} }) {
        buckets { surfaceName }
      }
    }`);
    expect(namesOf(completionRecords)).toEqual(new Set(names));
    expect(usage).toEqual({ buckets: names.map((surfaceName) => ({ surfaceName })) });
  });

  it.each([
    ['CHAT_COMPLETIONS', ['CHAT_COMPLETIONS']],
    ['RESPONSES', []],
    ['GRAPHQL', ['GRAPHQL']],
    ['REST', ['CHAT_COMPLETIONS', 'COMPLETIONS']],
    ['OTHER', ['LATER', 'later', 'OLD']],
  ])('by %s %j, in the list of completions', async (surface, names) => {
    const { completions } = await read(
      `{ completions(filter: { surface: ${surface} }) { edges { node { surfaceName } } } }`,
    );
    expect(namesOf(completions)).toEqual(new Set(names));
  });

  it('by OTHER those of such a surface, in the activity', async () => {
    const { completions } = await read('{ completions { activityCursor } }');
    const cursor: unknown = Object(completions).activityCursor;
    const events = subscribeOverSse(gateway.url, LiveBoardDocument, {
      after: String(cursor),
      filter: { surface: 'OTHER' },
    });
    await events.next();
    await complete('CHAT_COMPLETIONS');
    const id = await complete('LATER');
    const { value } = await events.next();
    expect(value.data.activity.completion).toMatchObject({ id });
    await events.return?.();
  });
});
