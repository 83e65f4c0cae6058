import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

type Line = Readonly<Record<string, unknown>>;

describe('the log', () => {
  const texts: string[] = [];
  let gateway: TestGateway;

  beforeAll(async () => {
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        texts.push(chunk.toString());
        done();
      },
    });
    gateway = await startTestGateway({
      logger: pino({ level: 'trace' }, stream),
      args: ['--api-key', 'key-of-the-test', '--verbose'],
    });
  });
  afterAll(async () => {
    await gateway.close();
  });

  function lines(message: string): Line[] {
    const all = texts.map((text): unknown => JSON.parse(text));
    return all.filter(
      (line): line is Line =>
        typeof line === 'object' && line !== null && 'msg' in line && line.msg === message,
    );
  }

  async function chat(stream: boolean): Promise<string> {
    const answer = await fetch(`${gateway.url}/v1/chat/completions?key=in-the-query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer key-of-the-test' },
      body: JSON.stringify({
        model: 'gpt-5.5',
        stream,
        messages: [{ role: 'user', content: 'Count to 3' }],
      }),
    });
    await answer.text();
    return answer.headers.get('x-request-id') ?? '';
  }

  it('has one line for each request, with its id, route, status and times', async () => {
    const requestId = await chat(true);
    await expect
      .poll(() => lines('request').filter((line) => line['requestId'] === requestId))
      .toEqual([
        expect.objectContaining({
          method: 'POST',
          path: '/v1/chat/completions',
          status: 200,
          durationMs: expect.any(Number),
          firstTokenMs: expect.any(Number),
        }),
      ]);
  });

  it('has one line for each completion, with how it ended and what it used', async () => {
    const before = lines('completion').length;
    await chat(false);
    expect(lines('completion').slice(before)).toEqual([
      expect.objectContaining({
        surface: 'CHAT_COMPLETIONS',
        model: 'gpt-5.5',
        status: 'completed',
        queuedMs: 0,
        finishReason: 'stop',
        usage: expect.objectContaining({ outputTokens: expect.any(Number) }),
      }),
    ]);
  });

  it('holds every prompt and chunk when verbose', async () => {
    await chat(true);
    const body = {
      model: 'gpt-5.5',
      stream: true,
      messages: [{ role: 'user', content: 'Count to 3' }],
    };
    expect(lines('request body')).toContainEqual(expect.objectContaining({ body }));
    const deltas = lines('completion event').map(({ event }) => event);
    expect(deltas).toContainEqual(expect.objectContaining({ type: 'delta', text: ' 2' }));
  });

  it('never holds a key, at any level', async () => {
    await chat(true);
    const log = texts.join('');
    expect(log).not.toContain('key-of-the-test');
    expect(log).not.toContain('in-the-query');
    expect(log).not.toMatch(/authorization"?:\s*"Bearer/i);
  });
});
