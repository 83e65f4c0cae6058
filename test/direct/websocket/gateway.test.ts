import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestGateway, type TestGateway } from '../../support/gateway.ts';
import { startTestUpstream, type TestUpstream } from '../../support/stand-in-home.ts';

let upstream: TestUpstream;
beforeEach(async () => {
  upstream = await startTestUpstream();
});
afterEach(async () => await upstream.close());

/** A gateway on the direct engine, once its connections are open. */
async function startDirect(): Promise<TestGateway> {
  const gateway = await startTestGateway({ upstream, args: ['--engine', 'direct'] });
  await upstream.standIn.waitFor(({ sockets }) => sockets === 4);
  return gateway;
}

const answer = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })]),
});

interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

async function complete(url: string, messages: readonly Message[]): Promise<string> {
  const reply = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5.5', messages }),
  });
  return answer.parse(await reply.json()).choices[0].message.content;
}

test('a gateway has connections open before it is asked, and none after its end', async () => {
  const gateway = await startDirect();
  expect(upstream.standIn.received).toBe(0);
  await gateway.close();
  await upstream.standIn.waitFor(({ sockets }) => sockets === 0);
});

test('30 turns of a chat over REST send less than 20 kB to the service', async () => {
  const gateway = await startDirect();
  const messages: Message[] = [];
  for (let turn = 0; turn < 30; turn += 1) {
    messages.push({ role: 'user', content: `Question ${turn}: ${'why '.repeat(30)}?` });
    messages.push({ role: 'assistant', content: await complete(gateway.url, messages) });
  }
  await gateway.close();
  const { requests } = upstream.standIn;
  expect(requests).toHaveLength(30);
  expect(requests.slice(1).every(({ body }) => 'previous_response_id' in body)).toBe(true);
  const bytes = requests.map(({ body }) => JSON.stringify(body).length);
  expect(bytes.reduce((sum, each) => sum + each)).toBeLessThan(20_000);
});

test('a chat continues when the service has dropped its connections, and sends little again', async () => {
  const gateway = await startDirect();
  const messages: Message[] = [];
  const sent: boolean[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    messages.push({ role: 'user', content: `Say exactly: answer ${turn}` });
    const said = await complete(gateway.url, messages);
    expect(said).toBe(`answer ${turn}`);
    messages.push({ role: 'assistant', content: said });
    const body = upstream.standIn.requests.at(-1)?.body ?? {};
    sent.push('previous_response_id' in body);
    if (turn !== 1) continue;
    upstream.standIn.dropSockets();
    await upstream.standIn.waitFor(({ sockets }) => sockets < 4);
    await upstream.standIn.waitFor(({ sockets }) => sockets === 4);
  }
  await gateway.close();
  expect(sent).toEqual([false, true, false, true]);
});
