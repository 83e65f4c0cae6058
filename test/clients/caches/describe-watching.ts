import { expect, it } from 'vitest';
import { ask } from '../../schema/ask.ts';
import type { Data, Operation } from './cached-client.ts';
import * as documents from './documents.ts';
import type { Stage } from './stage.ts';
import { patience, until } from './until.ts';

/** Events update the same cached object that queries read. */
export function describeWatching(stage: Stage): void {
  it('of a listed completion that completes', async () => {
    stage.gateway.standIn.behave(() => ({ kind: 'text', text: 'One two.' }));
    const { id, row } = await startListed(stage);
    const asked = stage.client.requests();
    await stage.client.subscribe(documents.events, { id });
    const completed = { id, status: 'COMPLETED', text: 'One two.', finishReason: 'STOP' };
    await expect.poll(row, patience).toMatchObject(completed);
    expect(stage.client.requests()).toBe(asked);
  });

  it('of a listed completion that is cancelled', async () => {
    stage.gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1, text: 'One two.' }));
    const { id, row } = await startListed(stage);
    const seen: unknown[] = [];
    const ended = stage.client.subscribe(documents.events, { id }, (event) =>
      seen.push(Object(event['chatCompletionEvents']).__typename),
    );
    await until(() => seen.includes('ChatCompletionDelta'));
    expect(row()).toMatchObject({ id, status: 'RUNNING' });
    await stage.raw(documents.cancel, { input: { id } });
    await ended;
    await expect.poll(row, patience).toMatchObject({ id, status: 'CANCELLED', text: 'One' });
  });

  it('of a listed completion that fails', async () => {
    const failed = { kind: 'failed', code: 'x', message: 'y', afterTokens: 1 } as const;
    stage.gateway.standIn.behave(() => failed);
    const { id, row } = await startListed(stage);
    await stage.client.subscribe(documents.events, { id });
    await expect.poll(row, patience).toMatchObject({ id, status: 'FAILED' });
  });

  it('of a listed completion that is in the activity', async () => {
    stage.gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
    const { id, row } = await startListed(stage);
    const asked = stage.client.requests();
    await untilFirst(stage, documents.activity);
    await stage.raw(documents.cancel, { input: { id } });
    await expect.poll(row, patience).toMatchObject({ id, status: 'CANCELLED' });
    expect(stage.client.requests()).toBe(asked);
  });

  it('of the health that a widget shows', async () => {
    const { client, gateway } = stage;
    const shown: Data[] = [];
    client.watch(documents.readiness, {}, (data) => void shown.push(data));
    await until(() => shown.length > 0);
    await untilFirst(stage, documents.health);
    const asked = client.requests();
    await gateway.removeLogin();
    await expect.poll(() => shown.at(-1), patience).toMatchObject({ health: { isReady: false } });
    await gateway.writeLogin();
    await expect.poll(() => shown.at(-1), patience).toMatchObject({ health: { isReady: true } });
    expect(client.requests()).toBe(asked);
  });

  it('of the account, and loses nothing of it', async () => {
    const { account } = Object(await stage.client.fetch(documents.everything));
    expect(account).toMatchObject({ plan: 'plus', email: expect.stringContaining('@') });
    await untilFirst(stage, documents.account);
    expect(await stage.client.read(documents.everything)).toMatchObject({
      account: { plan: 'plus', email: account.email },
    });
  });
}

/** Subscribes, and waits for the first event. */
async function untilFirst({ client }: Stage, operation: Operation): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    client.subscribe(operation, {}, () => resolve()).catch(reject);
  });
}

/** Starts a completion, and shows the list of completions; `row` is what that shows of it. */
async function startListed({
  client,
}: Stage): Promise<{ readonly id: string; readonly row: () => Data | undefined }> {
  const { startChatCompletion } = await client.mutate(documents.start, { input: ask('Hi') });
  const id = String(Object(startChatCompletion).id);
  let rows: Data[] = [];
  client.watch(documents.board, {}, ({ completions }) => {
    rows = Object(completions).edges.map(({ node }: { node: Data }) => node);
  });
  const row = (): Data | undefined => rows.find((listed) => listed['id'] === id);
  await until(() => row() !== undefined);
  return { id, row };
}
