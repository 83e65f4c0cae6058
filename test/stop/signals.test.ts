import path from 'node:path';
import { createClient } from 'graphql-ws';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { chatBody, post } from '../rest/client.ts';
import { respond, response } from '../rest-responses/client.ts';
import { startOverRest } from '../schema/ask.ts';
import { webSocketUrl } from '../schema/clients.ts';
import { appServersOf, childrenOf } from '../support/child-processes.ts';
import { writeFakeCodex } from '../support/fake-codex.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { startProgram, type Program } from '../support/started-program.ts';
import { holdAnswers } from '../support/held-answers.ts';
import { isRunning } from '../support/is-running.ts';

const opened: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0).toReversed()) await each.close();
});

async function startUpstream(): Promise<TestUpstream> {
  const upstream = await startTestUpstream();
  opened.push(upstream);
  return upstream;
}

/** Starts the built program on a stand-in of the test. */
function run(upstream: TestUpstream, ...args: readonly string[]): Program {
  const folders = ['--home', upstream.home, '--codex-home', upstream.codexHome];
  const all = ['--addr', '127.0.0.1:0', ...folders, ...args];
  const program = startProgram(upstream.home, all, upstream.env);
  opened.push({ close: async () => await program.kill() });
  return program;
}

async function urlOf(program: Program): Promise<string> {
  const banner = await program.banner();
  return /http:\/\/127\.0\.0\.1:\d+/.exec(banner)?.[0] ?? '';
}

const pidOf = ({ child }: Program): number => child.pid ?? 0;

const asked = (content: string, more: object = {}): object =>
  chatBody({ messages: [{ role: 'user', content }], ...more });
const tools = [{ type: 'function', function: { name: 'get_weather', parameters: {} } }];
/** Looked at often: what is waited for may be over soon. */
const soon = { interval: 5, timeout: 30_000 };
const times = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('SIGTERM under load', () => {
  it('completes what runs, refuses what waits, and the next start continues', async () => {
    const upstream = await startUpstream();
    const { standIn } = upstream;
    const program = run(upstream, '--max-turns', '21', '--drain-seconds', '60');
    const url = await urlOf(program);
    const engines = appServersOf(pidOf(program));
    const chat = `${url}/v1/chat/completions`;

    const parked = await Promise.all(
      times(5).map(async (index) => {
        const body = asked(`call get_weather in Oslo${index}`, { tools });
        return { body, answer: await (await post(chat, body)).json() };
      }),
    );
    const client = createClient({
      url: webSocketUrl(url),
      webSocketImpl: WebSocket,
      retryAttempts: Infinity,
      shouldRetry: () => true,
      retryWait: async () => await new Promise((resolve) => setImmediate(resolve)),
    });
    const query = 'subscription { activity { __typename } }';
    const boards = times(10).map(() => client.iterate<{ activity: object }>({ query }));
    const next = async (board: (typeof boards)[number]): Promise<unknown> =>
      (await board.next()).value?.data?.activity;
    expect(await Promise.all(boards.map(next))).toEqual(
      boards.map(() => ({ __typename: 'ActivitySubscribed' })),
    );

    const held = holdAnswers(standIn, 'Held', 'Held whole', 'Held in the background');
    const streams = await Promise.all(times(10).map(async () => await startOverRest(url, 'Held')));
    const responses = times(5).map(async () => await respond(url, { input: 'Held', stream: true }));
    const whole = times(5).map(async () => await post(chat, asked('Held whole')));
    const { id } = await response(url, { input: 'Held in the background', background: true });
    await standIn.waitFor(({ active }) => active === 21);
    const queued = times(20).map(async (index) => await post(chat, asked(`Waits ${index}`)));
    await vi.waitUntil(async () => (await queuedIn(url)) === 20, { timeout: 30_000 });

    const received = standIn.received;
    program.child.kill('SIGTERM');
    for (const refused of await Promise.all(queued)) {
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(30);
    }
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({
      ready: false,
      reason: 'draining',
    });
    held.release();
    for (const stream of streams) expect(await stream.rest()).toMatch(/data: \[DONE\]\n\n$/);
    for (const each of await Promise.all(responses)) {
      expect(await each.text()).toContain('event: response.completed');
    }
    for (const each of await Promise.all(whole)) {
      const { choices } = await each.json();
      expect(choices[0].message.content).toBe('One two three four.');
    }
    expect(await program.ended).toBe('0');
    expect(standIn.received).toBe(received);
    expect(engines.filter(isRunning)).toEqual([]);

    const second = run(upstream, '--addr', new URL(url).host);
    expect(await urlOf(second)).toBe(url);
    const kept = await (await fetch(`${url}/v1/responses/${id}`)).json();
    expect(kept).toMatchObject({ status: 'completed' });
    // What happened until the end of the first one is seen, too.
    for (const board of boards) {
      const seen: unknown[] = [];
      while (JSON.stringify(seen.at(-1)) !== '{"__typename":"ActivitySubscribed"}') {
        seen.push(await next(board));
      }
    }
    for (const { body, answer } of parked) {
      const { message } = answer.choices[0];
      const [{ id: callId }] = message.tool_calls;
      const { messages } = JSON.parse(JSON.stringify(body));
      const result = { role: 'tool', tool_call_id: callId, content: 'Rain.' };
      const again = { ...body, messages: [...messages, message, result] };
      expect(await (await post(chat, again)).text()).toContain('Rain.');
    }
    await client.dispose();
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe('0');
  });
});

async function queuedIn(url: string): Promise<number> {
  const health = await (await fetch(`${url}/healthz`)).json();
  return health.queue.queued_turns;
}

describe('a second signal', () => {
  it('ends everything within a second, and the next start finds its home free', async () => {
    const upstream = await startUpstream();
    holdAnswers(upstream.standIn, 'Held');
    const program = run(upstream);
    const url = await urlOf(program);
    const engines = appServersOf(pidOf(program));
    const stream = await startOverRest(url, 'Held');
    program.child.kill('SIGTERM');
    await vi.waitUntil(async () => (await fetch(`${url}/readyz`)).status === 503, soon);
    const secondAt = performance.now();
    program.child.kill('SIGTERM');
    const rest = stream.rest();
    expect(await program.ended).toBe('1');
    expect(performance.now() - secondAt).toBeLessThan(1000);
    expect(await rest).toContain('"code":"shutting_down"');
    expect(engines.filter(isRunning)).toEqual([]);
    const second = run(upstream);
    expect(await urlOf(second)).toMatch(/^http/);
  });

  it('ends the program although its Codex does not answer any more', async () => {
    const upstream = await startUpstream();
    holdAnswers(upstream.standIn, 'Held');
    const program = run(upstream);
    const url = await urlOf(program);
    const engines = appServersOf(pidOf(program));
    const stream = await startOverRest(url, 'Held');
    for (const pid of engines) process.kill(pid, 'SIGSTOP');
    program.child.kill('SIGINT');
    await vi.waitUntil(async () => (await fetch(`${url}/readyz`)).status === 503, soon);
    const secondAt = performance.now();
    program.child.kill('SIGINT');
    await stream.rest().catch(() => '');
    expect(await program.ended).toBe('1');
    expect(performance.now() - secondAt).toBeLessThan(1000);
    await vi.waitUntil(() => !engines.some(isRunning), soon);
  });

  it('of npm, which passes on one that has come already, is none', async () => {
    const upstream = await startUpstream();
    const held = holdAnswers(upstream.standIn, 'Held');
    const program = startProgram(
      upstream.home,
      ['--addr', '127.0.0.1:0', '--home', upstream.home, '--codex-home', upstream.codexHome],
      { ...upstream.env, npm_lifecycle_script: 'node dist/main.js' },
    );
    opened.push({ close: async () => await program.kill() });
    const stream = await startOverRest(await urlOf(program), 'Held');
    program.child.kill('SIGINT');
    program.child.kill('SIGINT');
    await vi.waitUntil(() => program.stderr().includes('"shutting down"'), soon);
    held.release();
    expect(await stream.rest()).toMatch(/data: \[DONE\]\n\n$/);
    expect(await program.ended).toBe('0');
  });
});

describe('a signal while the program starts', () => {
  it('ends it in order: no process is left, and the next start finds its home free', async () => {
    const upstream = await startUpstream();
    const program = run(upstream);
    await vi.waitUntil(() => appServersOf(pidOf(program)).length > 0, soon);
    const engines = appServersOf(pidOf(program));
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe('0');
    expect(engines.filter(isRunning)).toEqual([]);
    expect(program.stdout()).toBe('');
    expect(await urlOf(run(upstream))).toMatch(/^http/);
  });

  it.each([
    ['debug models', { debugModels: 'sleep 60' }],
    ['app-server', { appServer: 'sleep 60' }],
  ])('ends it although `codex %s` hangs', async (command, fake) => {
    const upstream = await startUpstream();
    const codex = await writeFakeCodex(path.join(upstream.home, '..', 'fake'), fake);
    const program = run(upstream, '--codex-bin', codex);
    const hanging = (): number[] => childrenOf(pidOf(program), command);
    await vi.waitUntil(() => hanging().length > 0, soon);
    const children = hanging();
    const signalAt = performance.now();
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe('0');
    expect(performance.now() - signalAt).toBeLessThan(3000);
    await vi.waitUntil(() => !children.some(isRunning), soon);
  });
});
