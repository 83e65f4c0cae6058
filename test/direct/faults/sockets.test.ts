import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../src/codex/completion/request.ts';
import type { Behaviour } from '../../../src/standin/index.ts';
import { endOf, runOn, type RecordedAnswer } from '../../engine-contract/recorded-answer.ts';
import { ask, type TestCore } from '../../support/core.ts';
import { lastAsked } from '../../support/last-asked.ts';
import { whenAsked } from '../../support/when-asked.ts';
import { startDirect, whenReady } from './logins.ts';

const first = ask('Say exactly: one two three');
const next = {
  ...first,
  messages: [
    ...first.messages,
    { role: 'assistant', content: [{ type: 'text', text: 'one two three' }] } satisfies Message,
    ...ask('Say exactly: four').messages,
  ],
};

describe.each(['api-key', 'custom'] as const)('WebSockets of a %s login', (kind) => {
  let test: TestCore;
  beforeEach(async () => {
    test = await startDirect(kind, 'websocket');
    await whenReady(test, kind, 'websocket');
  });
  afterEach(async () => {
    await test.close();
  });

  const run = async (asked: typeof first): Promise<RecordedAnswer> => {
    const answer = runOn(test.engine, asked);
    await answer.ended;
    return answer;
  };

  it('carry on a conversation with what is new alone', async () => {
    await run(first);
    expect((await run(next)).text).toBe('four');
    const asked = lastAsked(test.standIn);
    expect(asked?.transport).toBe('websocket');
    expect(asked?.body['previous_response_id']).toEqual(expect.stringMatching(/^resp_/));
    expect(asked?.body['input']).toHaveLength(1);
  });

  it.each<[string, () => void]>([
    ['was dropped', () => test.standIn.dropSockets()],
    ['was closed', () => test.standIn.closeSockets(1001)],
    ['is closed for its age', () => test.standIn.rule({ answersPerSocket: 1 })],
    ['has forgotten the response', () => test.standIn.forgetResponses()],
  ])('send all of it where the one before %s', async (_, happen) => {
    await run(first);
    happen();
    const answer = await run(next);
    expect(answer.text).toBe('four');
    expect(answer.heard.filter(({ type }) => type === 'failed')).toEqual([]);
    const asked = lastAsked(test.standIn);
    expect(asked?.body['previous_response_id']).toBeUndefined();
    expect(asked?.input.length).toBeGreaterThanOrEqual(3);
  });

  it.each<[string, Behaviour]>([
    ['that expires', { kind: 'expired', afterTokens: 2 }],
    ['that expires before the answer', { kind: 'expired' }],
    ['that the service closes', { kind: 'ended', afterTokens: 2, closeCode: 1001 }],
    ['that the service closes for an error', { kind: 'ended', afterTokens: 2, closeCode: 1011 }],
    ['that breaks', { kind: 'cut', after: 2 }],
    ['that breaks before the answer', { kind: 'cut', after: 'nothing' }],
  ])('%s in mid-answer shows nothing of it', async (_, behaviour) => {
    test.standIn.behave(whenAsked('Say exactly: one two three', behaviour, undefined));
    const answer = await run(first);
    expect(answer.text).toBe('one two three');
    expect(endOf(answer)).toMatchObject({ type: 'end', outcome: { finishReason: 'stop' } });
  });

  it('that are refused with a 426 give way to HTTP', async () => {
    test.standIn.dropSockets();
    await test.standIn.waitFor(({ sockets }) => sockets === 0);
    test.standIn.refuseUpgrades({ kind: 'status', status: 426 });
    expect((await run(first)).text).toBe('one two three');
    expect((await run(next)).text).toBe('four');
    expect(lastAsked(test.standIn)?.transport).toBe('sse');
  });

  it('have one answer each at a time', async () => {
    test.standIn.behave(undefined);
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => await run(ask(`Say exactly: number ${n}`))),
    );
    expect(answers.map(({ text }) => text)).toEqual(
      Array.from({ length: 20 }, (_, n) => `number ${n}`),
    );
    expect(test.standIn.overlaps).toBe(0);
  });
});

describe('WebSockets of a ChatGPT login', () => {
  let test: TestCore;
  beforeEach(async () => {
    test = await startDirect('chatgpt', 'websocket');
  });
  afterEach(async () => {
    await test.close();
  });

  /** Continues one chat until its requests go over a WebSocket; gives the chat so far. */
  const chatOnSocket = async (): Promise<typeof first> => {
    let asked = first;
    for (let turn = 1; lastAsked(test.standIn)?.transport !== 'websocket'; turn += 1) {
      asked = await nextTurn(asked, `Say exactly: turn ${turn}`);
    }
    return asked;
  };
  const nextTurn = async (asked: typeof first, text: string): Promise<typeof first> => {
    const answer = runOn(test.engine, asked);
    await answer.ended;
    const said: Message = { role: 'assistant', content: [{ type: 'text', text: answer.text }] };
    return { ...asked, messages: [...asked.messages, said, ...ask(text).messages] };
  };

  it('carry on a chat with what is new alone', async () => {
    const asked = await chatOnSocket();
    await nextTurn(asked, 'Say exactly: more');
    expect(lastAsked(test.standIn)?.transport).toBe('websocket');
    expect(lastAsked(test.standIn)?.body['input']).toHaveLength(1);
  });

  it.each<[string, () => void]>([
    ['was dropped', () => test.standIn.dropSockets()],
    ['was closed', () => test.standIn.closeSockets(1001)],
    ['is closed for its age', () => test.standIn.rule({ answersPerSocket: 1 })],
    ['has forgotten the response', () => test.standIn.forgetResponses()],
  ])('send all of it where the one before %s', async (_, happen) => {
    const asked = await chatOnSocket();
    happen();
    const answer = runOn(test.engine, asked);
    await answer.ended;
    expect(endOf(answer)).toMatchObject({ type: 'end', outcome: { finishReason: 'stop' } });
    expect(answer.text).toMatch(/^turn \d+$/);
    expect(lastAsked(test.standIn)?.body['previous_response_id']).toBeUndefined();
  });

  it('that break in mid-answer show nothing of it', async () => {
    const asked = await chatOnSocket();
    let attempts = 0;
    test.standIn.behave(() => (attempts++ === 0 ? { kind: 'cut', after: 1 } : undefined));
    const answer = runOn(test.engine, asked);
    await answer.ended;
    expect(answer.text).toMatch(/^turn \d+$/);
    expect(endOf(answer)).toMatchObject({ type: 'end' });
  });
});
