// Starts an installed codex-serve with `--demo`, as `try-package.mjs COMMAND`, and uses each of its
// surfaces once: a chat, the dashboard, GraphQL and GraphiQL. Fails where one does not answer.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const [command] = process.argv.slice(2);
assert(command);
const home = mkdtempSync(path.join(tmpdir(), 'codex-serve-try-'));
const begun = performance.now();
const args = ['--demo', '--port', '0', '--home', home, '--log', 'warn'];
const gateway = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
const ended = once(gateway, 'close');
try {
  const url = await addressOf(gateway.stdout);
  const readyMs = Math.round(performance.now() - begun);
  const messages = [{ role: 'user', content: 'tell me a cozy pun' }];
  const chat = await post(`${url}/v1/chat/completions`, { model: 'gpt-5.5', messages });
  assert(chat.choices[0].message.content.length > 0);
  const answer = await post(`${url}/graphql`, {
    query: '{ completions(first: 1) { edges { node { status } } } }',
  });
  assert.deepEqual(answer.data.completions.edges, [{ node: { status: 'COMPLETED' } }]);
  const page = await text(`${url}/ui/`, 'text/html');
  const [, script] = /src="(\/ui\/assets\/[^"]+\.js)"/.exec(page) ?? [];
  assert((await text(url + script, '*/*')).length > 1000);
  assert((await text(`${url}/graphql`, 'text/html')).includes('GraphiQL'));
  process.stdout.write(
    `it is ready after ${readyMs} ms and answers: ${chat.choices[0].message.content}\n`,
  );
} finally {
  gateway.kill('SIGTERM');
  const [code] = await ended;
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  assert.equal(code, 0);
}

/** @param {import('node:stream').Readable} stdout */
async function addressOf(stdout) {
  for await (const line of createInterface({ input: stdout })) {
    const [, url] = /^ *REST +(http:\/\/[^/ ]+)/.exec(line) ?? [];
    if (url === undefined) continue;
    stdout.resume();
    return url;
  }
  throw new Error('it did not start');
}

/**
 * @param {string} url
 * @param {object} body
 */
async function post(url, body) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  assert.equal(response.status, 200, url);
  return await response.json();
}

/**
 * @param {string} url
 * @param {string} accept
 */
async function text(url, accept) {
  const response = await fetch(url, { headers: { accept } });
  assert.equal(response.status, 200, url);
  return await response.text();
}
