import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ChatDocument,
  CompletionRecordDocument,
  CompletionRecordsDocument,
  UsageDocument,
  type ToolInput,
  type UsageQueryVariables,
} from '../generated/graphql.ts';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { ask } from './ask.ts';
import { answer, execute } from './clients.ts';
import { createLedger } from './ledger.ts';

const keys = ['--api-key', 'alice:key-of-alice,bob:key-of-bob', '--admin-keys', 'alice'];
const headersOf = (name: string): Record<string, string> => ({
  authorization: `Bearer key-of-${name}`,
});

const weather: ToolInput = { function: { name: 'get_weather' } };

describe('usage of several models, keys and surfaces', () => {
  let upstream: TestUpstream;
  let gateway: TestGateway;
  const ledger = createLedger();

  beforeAll(async () => {
    upstream = await startTestUpstream();
    gateway = await startTestGateway({ upstream, args: keys });
    await chatOverRest('alice', 'gpt-5.5');
    await chatOverRest('bob', 'gpt-6-sol');
    await loopOverGraphql('bob', 'gpt-5.5');
    await failOverRest('alice', 'gpt-5.5');
  });
  afterAll(async () => {
    await gateway.close();
    await upstream.close();
  });

  const sdk = (name: string): OpenAI =>
    new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: `key-of-${name}`, maxRetries: 0 });

  async function chatOverRest(name: string, model: string): Promise<void> {
    const messages = [{ role: 'user' as const, content: 'Say hi' }];
    const completion = await sdk(name).chat.completions.create({ model, messages });
    ledger.add(completion.usage);
  }

  async function failOverRest(name: string, model: string): Promise<void> {
    upstream.standIn.behave(() => ({
      kind: 'failed',
      code: 'insufficient_quota',
      message: 'No more.',
    }));
    const messages = [{ role: 'user' as const, content: 'Say hi' }];
    await expect(sdk(name).chat.completions.create({ model, messages })).rejects.toThrow(
      byEngine('serviceWords', { 'app-server': /^429 Quota exceeded/, direct: /^429 No more\.$/ }),
    );
    upstream.standIn.behave(undefined);
  }

  /** Two completions: the call of a tool, and the answer that follows its result. */
  async function loopOverGraphql(name: string, model: string): Promise<void> {
    const input = ask('call get_weather in Oslo', { model, tools: [weather] });
    const first = await completionOf(name, input);
    const messages = Array.isArray(input.messages) ? input.messages : [input.messages];
    await completionOf(name, {
      ...input,
      messages: [
        ...messages,
        { role: 'ASSISTANT', content: [], toolCalls: first.toolCalls },
        ...first.toolCalls.map(({ callId }) => ({
          role: 'TOOL' as const,
          toolCallId: callId,
          content: [{ text: 'Rain.' }],
        })),
      ],
    });
  }

  async function completionOf(name: string, input: ReturnType<typeof ask>) {
    const { chatCompletion } = await execute(gateway.url, ChatDocument, { input }, headersOf(name));
    if (chatCompletion.__typename !== 'ChatCompletion') throw new Error(chatCompletion.message);
    ledger.add(chatCompletion.usage);
    return chatCompletion;
  }

  async function usage(variables: UsageQueryVariables = {}) {
    return (await execute(gateway.url, UsageDocument, variables, headersOf('alice'))).usage;
  }

  it('sums up to what the clients were told', async () => {
    const { totals, retentionDays } = await usage();
    expect(ledger.told).toHaveLength(4);
    expect(totals).toMatchObject({ completions: 5, failed: 1, cancelled: 0, ...ledger.sum() });
    expect(totals.meanFirstTokenMs).toBeGreaterThan(0);
    expect(retentionDays).toBe(90);
  });

  it('is grouped by model and key, by day, and by surface', async () => {
    const byModelAndKey = await usage({ granularity: 'DAY', groupBy: ['MODEL', 'KEY'] });
    expect(
      byModelAndKey.buckets.map(({ model, keyName, surface, totals }) => ({
        model,
        keyName,
        surface,
        completions: totals.completions,
        failed: totals.failed,
      })),
    ).toEqual([
      { model: 'gpt-5.5', keyName: 'alice', surface: null, completions: 2, failed: 1 },
      { model: 'gpt-5.5', keyName: 'bob', surface: null, completions: 2, failed: 0 },
      { model: 'gpt-6-sol', keyName: 'bob', surface: null, completions: 1, failed: 0 },
    ]);
    expect(byModelAndKey.buckets[0]?.start).toMatch(/T00:00:00\.000Z$/);
    const ofGraphql = await usage({ filter: { surface: 'GRAPHQL', keyName: 'bob' } });
    expect(ofGraphql.totals.completions).toBe(2);
  });

  it('is grouped by program, status, error and effort, and filtered by them, as records are', async () => {
    const by = async (variables: UsageQueryVariables): Promise<unknown[]> =>
      (await usage(variables)).buckets.map(
        ({ program, status, errorCode, effort, totals: { completions } }) => [
          ...[program, status, errorCode, effort].filter((value) => value !== null),
          completions,
        ],
      );
    expect(await by({ groupBy: ['PROGRAM'] })).toEqual([
      ['OpenAI/JS', 3],
      ['node', 2],
    ]);
    expect(await by({ groupBy: ['STATUS', 'ERROR_CODE'], granularity: 'MINUTE' })).toEqual(
      expect.arrayContaining([['FAILED', 'INSUFFICIENT_QUOTA', 1]]),
    );
    expect(await by({ groupBy: ['EFFORT'] })).toEqual([['medium', 5]]);
    const filters = [
      { program: 'node' },
      { status: 'FAILED' },
      { errorCode: 'INSUFFICIENT_QUOTA' },
      { effort: 'high' },
      { program: 'OpenAI/JS', status: 'COMPLETED' },
    ] as const;
    const counts = [2, 1, 1, 0, 2];
    for (const [index, filter] of filters.entries()) {
      const { totals } = await usage({ filter });
      const records = await execute(
        gateway.url,
        CompletionRecordsDocument,
        { filter },
        headersOf('alice'),
      );
      expect([totals.completions, records.completionRecords.edges.length]).toEqual([
        counts[index],
        counts[index],
      ]);
    }
  });

  it('says how long answers took, by percentiles and means', async () => {
    const { totals } = await usage({ granularity: 'DAY', timeZone: 'Asia/Kolkata' });
    expect(totals.durationMsP95).toBeGreaterThanOrEqual(totals.durationMsP50 ?? NaN);
    expect(totals.firstTokenMsP95).toBeGreaterThanOrEqual(totals.firstTokenMsP50 ?? NaN);
    expect(totals.meanDurationMs).toBeGreaterThan(0);
  });

  it('lists the completions, newest first, page by page', async () => {
    const list = async (variables: object): Promise<readonly string[]> => {
      const { completionRecords } = await execute(
        gateway.url,
        CompletionRecordsDocument,
        variables,
        headersOf('alice'),
      );
      const { edges, pageInfo } = completionRecords;
      const kinds = edges.map(({ node: { surface, model, client, status, errorCode } }) =>
        [surface, model, client.keyName, status, errorCode].join(' '),
      );
      return [...kinds, pageInfo.hasNextPage ? 'more' : 'all', pageInfo.endCursor ?? ''];
    };
    const [first, second, more, cursor] = await list({ first: 2 });
    expect([first, second, more]).toEqual([
      'CHAT_COMPLETIONS gpt-5.5 alice FAILED INSUFFICIENT_QUOTA',
      'GRAPHQL gpt-5.5 bob COMPLETED ',
      'more',
    ]);
    expect((await list({ first: 9, after: cursor })).slice(0, -1)).toEqual([
      'GRAPHQL gpt-5.5 bob COMPLETED ',
      'CHAT_COMPLETIONS gpt-6-sol bob COMPLETED ',
      'CHAT_COMPLETIONS gpt-5.5 alice COMPLETED ',
      'all',
    ]);
    expect((await list({ last: 1 })).slice(0, -2)).toEqual([
      'CHAT_COMPLETIONS gpt-5.5 alice COMPLETED ',
    ]);
    expect((await list({ filter: { model: 'gpt-6-sol' } })).slice(0, -1)).toEqual([
      'CHAT_COMPLETIONS gpt-6-sol bob COMPLETED ',
      'all',
    ]);
  });

  it('shows a key that is not an admin only its own', async () => {
    const ofBob = async (filter: UsageQueryVariables['filter']): Promise<unknown[]> => {
      const variables = { groupBy: ['KEY' as const], filter };
      const answered = await execute(gateway.url, UsageDocument, variables, headersOf('bob'));
      return answered.usage.buckets.map(({ keyName, totals: { completions } }) => [
        keyName,
        completions,
      ]);
    };
    expect(await ofBob({})).toEqual([['bob', 3]]);
    expect(await ofBob({ keyName: 'alice' })).toEqual([]);
    const all = await execute(gateway.url, CompletionRecordsDocument, {}, headersOf('alice'));
    const { edges } = (await execute(gateway.url, CompletionRecordsDocument, {}, headersOf('bob')))
      .completionRecords;
    expect(edges.map(({ node }) => node.client.keyName)).toEqual(['bob', 'bob', 'bob']);
    for (const { node } of all.completionRecords.edges) {
      const { id, client } = node;
      const found = await execute(gateway.url, CompletionRecordDocument, { id }, headersOf('bob'));
      expect(found.completionRecord?.id).toBe(client.keyName === 'bob' ? id : undefined);
    }
  });

  it('stays when the gateway is restarted on its address', async () => {
    const before = await usage();
    const { host } = new URL(gateway.url);
    await gateway.close();
    gateway = await startTestGateway({ upstream, args: [...keys, '--addr', host] });
    expect((await usage()).totals).toEqual(before.totals);
    await chatOverRest('alice', 'gpt-5.5');
    expect((await usage()).totals).toMatchObject({ completions: 6, ...ledger.sum() });
  });

  it.each([
    [
      'usage(from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z") { from }',
      /^usage: from must be before to/,
    ],
    [
      'usage(from: "2025-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z") { from }',
      /^usage: from and to must be at most 1000 hours apart\.$/,
    ],
    [
      'usage(timeZone: "Mars/Base") { from }',
      /^usage: timeZone must be the IANA name of a time zone, such as Europe\/Berlin or UTC; 'Mars\/Base' is none\.$/,
    ],
    [
      'usage(granularity: MINUTE, from: "2026-01-01T00:00:00Z") { from }',
      /^usage: from must be within the last 3 hours for minutes\.$/,
    ],
    [
      'completionRecords(first: -1) { edges { cursor } }',
      /^completionRecords: first and last must not be negative/,
    ],
    [
      'completionRecords(after: "x") { edges { cursor } }',
      /^completionRecords: .*Invalid cursor \(x\)\.$/,
    ],
  ])('refuses %s', async (field, message) => {
    const { errors } = await answer(gateway.url, `{ ${field} }`, headersOf('alice'));
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(message),
        extensions: { code: 'BAD_USER_INPUT' },
      }),
    ]);
  });

  it('refuses values that are not a point in time', async () => {
    const query = '{ usage(from: "yesterday") { from } }';
    expect((await answer(gateway.url, query, headersOf('alice'))).errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(
          'DateTime must be a point in time like 2026-01-31T12:00:00Z.',
        ),
      }),
    ]);
  });
});
