/**
 * From nothing to an answer: starts a gateway with `--demo` on a free port, asks it over REST, prints
 * the answer as it streams in, and ends the gateway. Arguments are the question.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const question = process.argv.slice(2).join(' ') || 'tell me a cozy pun';
const home = await mkdtemp(path.join(tmpdir(), 'codex-serve-ask-'));
const gateway = spawn(
  process.execPath,
  ['dist/main.js', '--demo', '--addr', '127.0.0.1:0', '--home', home, '--log', 'warn'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const ended = once(gateway, 'close');
try {
  await printAnswer(new URL('/v1/chat/completions', await addressOf(gateway)));
} finally {
  gateway.kill('SIGTERM');
  await ended;
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
}

/** The gateway's address, from its banner. */
async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the gateway has no output');
  for await (const line of createInterface({ input: stdout })) {
    const [, url] = /^ *REST +(http:\/\/[^/ ]+)/.exec(line) ?? [];
    if (url === undefined) continue;
    // What else it says is of no interest, yet has to go somewhere.
    stdout.resume();
    return url;
  }
  throw new Error('the gateway did not start');
}

async function printAnswer(url: URL): Promise<void> {
  process.stdout.write(`> ${question}\n`);
  const response = await post(url, {
    model: 'gpt-5.5',
    stream: true,
    messages: [{ role: 'user', content: question }],
  });
  if (response.statusCode !== 200) throw new Error(`the gateway answered ${response.statusCode}`);
  for await (const line of createInterface({ input: response })) {
    if (!line.startsWith('data: {')) continue;
    const chunk: { choices: { delta: { content?: string } }[] } = JSON.parse(line.slice(6));
    process.stdout.write(chunk.choices[0]?.delta.content ?? '');
  }
  process.stdout.write('\n');
}

/** With an agent of its own: a proxy of the environment does not lead to this machine. */
async function post(url: URL, body: object): Promise<IncomingMessage> {
  const headers = { 'content-type': 'application/json' };
  return await new Promise((resolve, reject) => {
    request(url, { method: 'POST', headers, agent: false })
      .on('response', resolve)
      .on('error', reject)
      .end(JSON.stringify(body));
  });
}
