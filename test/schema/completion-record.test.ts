import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CompletionRecordDocument, UsageDocument } from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startTestUpstream } from '../support/stand-in-home.ts';
import { startOverRest } from './ask.ts';
import { answer, execute } from './clients.ts';

describe('what was said', () => {
  /** All that a gateway keeps of its usage, as it is on the disk. */
  async function bytesOf({ home }: TestGateway): Promise<string> {
    const files = await readdir(home, { recursive: true });
    const ours = files.filter((file) => path.basename(file).startsWith('usage.sqlite'));
    expect(ours.length).toBeGreaterThan(0);
    const contents = ours.map(async (file) => await readFile(path.join(home, file), 'latin1'));
    return (await Promise.all(contents)).join('');
  }

  async function say(gateway: TestGateway): Promise<string> {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'It is swordfish.' }));
    const { id, rest } = await startOverRest(gateway.url, 'What is the wombat password?');
    await rest();
    return id;
  }

  it('is neither kept nor given out, unless it is asked for', async () => {
    const gateway = await startTestGateway();
    const id = await say(gateway);
    const { completionRecord } = await execute(gateway.url, CompletionRecordDocument, { id });
    expect(completionRecord).toMatchObject({
      id: `record-${id}`,
      status: 'COMPLETED',
      content: null,
    });
    const bytes = await bytesOf(gateway);
    expect(bytes).toContain(id);
    expect(bytes).not.toMatch(/wombat|swordfish/);
    await gateway.close();
  });

  it('is kept and given out with --record-content', async () => {
    const gateway = await startTestGateway({ args: ['--record-content'] });
    const id = await say(gateway);
    const { completionRecord } = await execute(gateway.url, CompletionRecordDocument, { id });
    expect(completionRecord?.content).toEqual({
      messages: [
        {
          role: 'user',
          text: 'What is the wombat password?',
          pictureCount: 0,
          toolCalls: [],
          toolCallId: null,
        },
      ],
      text: 'It is swordfish.',
      reasoning: expect.any(String),
      toolCalls: [],
    });
    expect(await bytesOf(gateway)).toMatch(/wombat[^]*swordfish/);
    await gateway.close();
  });
});

it('a completion that is running when the gateway closes is counted', async () => {
  const upstream = await startTestUpstream();
  const gateway = await startTestGateway({ upstream });
  upstream.standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
  const { id } = await startOverRest(gateway.url, 'Say something');
  const { host } = new URL(gateway.url);
  await gateway.close();

  const next = await startTestGateway({ upstream, args: ['--addr', host] });
  const { completionRecord } = await execute(next.url, CompletionRecordDocument, { id });
  expect(completionRecord).toMatchObject({ status: 'FAILED', errorCode: 'SHUTTING_DOWN' });
  await next.close();
  await upstream.close();
});

it('with --usage-days 0 nothing is kept, and usage is empty', async () => {
  const gateway = await startTestGateway({ args: ['--usage-days', '0'] });
  await (await startOverRest(gateway.url, 'Hi')).rest();
  const { usage } = await execute(gateway.url, UsageDocument, {});
  expect(usage).toMatchObject({ retentionDays: 0, totals: { completions: 0 }, buckets: [] });
  const files = await readdir(gateway.home, { recursive: true });
  expect(files.filter((file) => file.includes('usage.sqlite'))).toEqual([]);
  await gateway.close();
});

it('what was said in many completions is read by one list at a time', async () => {
  const gateway = await startTestGateway({ args: ['--record-content'] });
  const list =
    'completionRecords(first: 100) { edges { node { id content { text messages { role text } } } } }';
  expect(await answer(gateway.url, `{ ${list} }`)).toEqual({
    data: { completionRecords: { edges: [] } },
  });
  expect(await answer(gateway.url, `{ ${list} again: ${list} }`)).toMatchObject({
    errors: [{ message: expect.stringMatching(/^The operation costs \d+; 2000 is allowed\.$/) }],
  });
  await gateway.close();
});
