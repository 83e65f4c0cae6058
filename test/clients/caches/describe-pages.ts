import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { completeOverRest } from '../../schema/live-board.ts';
import { startTestGateway, type TestGateway } from '../../support/gateway.ts';
import { watchComplaints } from './complaints.ts';
import { until } from './until.ts';
import type { CreatePager, Operation, Pager } from './cached-client.ts';
import {
  connections,
  listed,
  readIds,
  startFilledGateway,
  type Ids,
  type Listed,
} from './pages.ts';

/** Reads every connection page by page, with the operation that the client's cache wants. */
export function describePages(create: CreatePager, pageOf: (name: string) => Operation): void {
  let filled: TestGateway;
  let ids: Ids;
  watchComplaints();
  const pagers: Pager[] = [];
  const open = (url: string): Pager => {
    const pager = create(url);
    pagers.push(pager);
    return pager;
  };

  beforeAll(async () => {
    filled = await startFilledGateway();
    ids = await readIds(filled.url);
  });
  afterEach(async () => {
    await Promise.all(pagers.splice(0).map(async (pager) => await pager.close()));
  });
  afterAll(async () => {
    await filled.close();
  });

  async function load(
    pager: Pager,
    name: (typeof connections)[number],
    after: string | null,
  ): Promise<Listed> {
    const data = await pager.load(pageOf(name), 2, after);
    return listed(Object(data[name]));
  }

  it.each(connections)('reads %s page by page, and a page after the last', async (name) => {
    const pager = open(filled.url);
    let list = await load(pager, name, null);
    let count = 1;
    while (list.hasNextPage) {
      list = await load(pager, name, list.endCursor);
      count += 1;
    }
    expect(list.ids).toEqual(ids[name]);
    expect(count).toBe(Math.ceil(ids[name].length / 2));
    const { endCursor } = list;
    expect(endCursor).toEqual(expect.stringMatching(/./));
    const behind = await load(pager, name, endCursor);
    expect(behind).toEqual({ ids: ids[name], hasNextPage: false, endCursor });
  });

  it.each(['completions', 'completionRecords'] as const)(
    'reads %s that are empty, and the first of them later',
    async (name) => {
      const gateway = await startTestGateway();
      const pager = open(gateway.url);
      const nothing = { ids: [], hasNextPage: false, endCursor: null };
      expect(await load(pager, name, null)).toEqual(nothing);
      await completeOverRest(gateway.url);
      await until(async () => (await readIds(gateway.url))[name].length === 1);
      const list = await load(pager, name, null);
      expect(list).toMatchObject({ ids: (await readIds(gateway.url))[name], hasNextPage: false });
      expect(list.endCursor).not.toBeNull();
      await gateway.close();
    },
  );
}
