import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { countCompletions } from '../support/count-completions.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startTestUpstream } from '../support/stand-in-home.ts';
import { startProxy } from '../support/proxy.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({
    args: ['--api-key', 'dashboard:the-right-key'],
    tokensPerSecond: 100,
  });
});
beforeEach(() => {
  gateway.standIn.behave(undefined);
});
afterAll(async () => {
  await gateway.close();
});

/** An example as its reader runs it. */
interface Example {
  /** Sends it the signal of Ctrl-C. */
  interrupt(): void;
  /** Everything that it printed, once it has ended with the exit code 0. Rejects with any other. */
  readonly printed: Promise<string>;
  /** Resolves once the board that it drew last is like that. */
  shows(isSo: (rows: string[][]) => boolean): Promise<void>;
}

/** How it is run. */
interface RunOptions {
  readonly args?: readonly string[];
  /** Default: the right one. */
  readonly key?: string;
  /** Default: the gateway's. */
  readonly url?: string;
}

function run(
  name: string,
  { args = [], key = 'the-right-key', url = gateway.url }: RunOptions = {},
): Example {
  const child = spawn(process.execPath, ['--import', 'tsx', `${name}.ts`, ...args], {
    cwd: path.resolve('examples'),
    env: { PATH: process.env['PATH'], CODEX_SERVE_URL: url, CODEX_SERVE_API_KEY: key },
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  const complaint = text(child.stderr);
  const ended = once(child, 'close').then(async ([code]: unknown[]) => {
    if (code !== 0) throw new Error(`${name} ended with ${String(code)}: ${await complaint}`);
    return printed;
  });
  const failed = ended.then(() => Promise.reject(new Error(`${name} has ended: ${printed}`)));
  // Rejects for a caller that waits; otherwise the rejection is ignored.
  failed.catch(() => {});
  return {
    interrupt: () => void child.kill('SIGINT'),
    printed: ended,
    async shows(isSo) {
      while (!printed.endsWith('┘\n') || !isSo(lastBoard(printed))) {
        await Promise.race([once(child.stdout, 'data'), failed]);
      }
    },
  };
}

/** Has a completion over REST. */
async function chat(content: string, url = gateway.url): Promise<void> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer the-right-key' },
    body: JSON.stringify({ model: 'gpt-5.5', messages: [{ role: 'user', content }] }),
  });
  await response.text();
}

/** The last board that was drawn: its rows by their columns. */
function lastBoard(printed: string): string[][] {
  const board = printed.slice(printed.lastIndexOf('┌'));
  return board
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .slice(1)
    .map((line) => line.split('│').slice(2, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

describe('live-board', () => {
  const number = expect.stringMatching(/^\d+$/);
  const row = ["'COMPLETED'", "'gpt-5.5'", "'dashboard'", number, number, number, number];

  /** How many completions the board shows as ended. */
  const ended = (rows: string[][]): number => rows.filter(([status]) => status === row[0]).length;

  beforeEach(async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'One two three.' }));
    await chat('Before it came');
  });

  it('shows what ended before it came and what happens then, and ends after so many', async () => {
    const board = run('live-board', { args: ['--completions', '1'] });
    await board.shows((rows) => ended(rows) > 0);
    await chat('While it watches');
    const rows = lastBoard(await board.printed);
    expect(rows).toEqual([row, row]);
  });

  it('loses its connection, and shows what happened meanwhile', async () => {
    const proxy = await startProxy(gateway.url);
    const board = run('live-board', { args: ['--completions', '2'], url: proxy.url });
    let before = 0;
    await board.shows((rows) => (before = ended(rows)) > 0);
    await chat('While it watches');
    await board.shows((rows) => ended(rows) === before + 1);
    proxy.cut();
    await chat('While it is away');
    const rows = lastBoard(await board.printed);
    await proxy.close();
    expect(rows).toEqual(Array.from({ length: before + 2 }, () => row));
  });

  it('survives a restart of the gateway, and shows what happens then', async () => {
    const upstream = await startTestUpstream();
    const args = ['--api-key', 'dashboard:the-right-key'];
    const first = await startTestGateway({ upstream, args });
    const board = run('live-board', { url: first.url });
    await chat('Before the restart', first.url);
    await board.shows((rows) => ended(rows) === 1);
    await first.close();
    const address = ['--addr', new URL(first.url).host];
    const second = await startTestGateway({ upstream, args: [...args, ...address] });
    await chat('After the restart', second.url);
    await chat('And once more', second.url);
    await board.shows((rows) => ended(rows) === 2);
    board.interrupt();
    expect(await board.printed).toContain('first token (ms)');
    await second.close();
    await upstream.close();
  });

  it('ends on Ctrl-C', async () => {
    const board = run('live-board');
    await board.shows((rows) => ended(rows) > 0);
    board.interrupt();
    expect(await board.printed).toContain('first token (ms)');
  });
});

it.each(['chat-urql', 'chat-apollo'])('%s streams the answer to a question', async (name) => {
  gateway.standIn.behave(({ input }) => ({
    kind: 'text',
    text: JSON.stringify(input).includes('Why so blue?') ? 'Because of the sky.' : 'Of what?',
  }));
  const printed = await run(name, { args: ['Why so blue?'] }).printed;
  expect(printed).toMatch(/(^|\n)Because of the sky\.\n\nSTOP, \d+ tokens\n$/);
});

it('resume loses its connection in the middle, and not a word', async () => {
  const words = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ');
  gateway.standIn.behave(() => ({ kind: 'text', text: words }));
  const printed = await run('resume').printed;
  const [before = '', lost, after = '', verdict] = printed.split(/\n(---.*---)\n/);
  expect(lost).toMatch(/^--- connection lost after event \d+ ---$/);
  expect(verdict).toBe('--- nothing is missing ---');
  expect([before.length > 0, after.length > 0]).toEqual([true, true]);
  expect(before + after).toBe(words);
});

it('tool-loop runs the function that the model calls, and prints the answer', async () => {
  const printed = await run('tool-loop').printed;
  expect(printed).toMatch(/^get_weather\(\{"city":"Bergen"\}\)\n/);
  expect(printed).toContain('Bergen: rain, 12 °C.');
});

describe('an example whose connection breaks before the answer comes', () => {
  it.each([
    ['chat-apollo', 'cutAt', 'chatCompletion', 'Error: Socket closed with event 1006'],
    ['chat-apollo', 'closeAt', 'chatCompletion', 'Error: The WebSocket was closed.'],
    ['chat-urql', 'cutAt', 'chatCompletionEvents', 'CombinedError: [Network] fetch failed'],
    ['resume', 'cutAt', 'chatCompletion', 'Error: The WebSocket was closed with 1006.'],
    ['resume', 'closeAt', 'chatCompletion', 'Error: The WebSocket was closed.'],
    ['tool-loop', 'cutAt', 'event', 'Error: The WebSocket was closed with 1006.'],
    ['tool-loop', 'closeAt', 'event', 'Error: The WebSocket was closed.'],
  ] as const)('%s (%s) starts one completion and says so', async (name, by, field, message) => {
    const proxy = await startProxy(gateway.url);
    onTestFinished(async () => await proxy.close());
    const before = await countCompletions(gateway.url, 'the-right-key');
    proxy[by](`"${field}":`);
    await expect(run(name, { url: proxy.url }).printed).rejects.toThrow(message);
    expect(await countCompletions(gateway.url, 'the-right-key')).toBe(before + 1);
  });
});

it.each([
  ['chat-urql', 'Incorrect API key provided.'],
  ['chat-apollo', 'Incorrect API key provided.'],
  ['resume', 'The WebSocket was closed with 4401. Unauthorized'],
  ['tool-loop', 'The WebSocket was closed with 4401. Unauthorized'],
  ['live-board', 'The WebSocket was closed with 4401. Unauthorized'],
])('%s fails with a wrong key', async (name, message) => {
  await expect(run(name, { key: 'a-wrong-key' }).printed).rejects.toThrow(message);
});
