import { request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { chatBody, choicesOf, dataOf } from './client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

/** A streamed chat of which nothing is read yet. */
async function ask(content: string): Promise<IncomingMessage> {
  const asked = request(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  });
  asked.end(JSON.stringify(chatBody({ stream: true, messages: [{ role: 'user', content }] })));
  const response = await once(asked, 'response');
  return response[0];
}

describe('a client that reads nothing until its answer is over', () => {
  it('still gets every token, of more than a completion keeps as events', async () => {
    const numbers = Array.from({ length: 100_000 }, (_, index) => String(index + 1)).join(' ');
    const response = await ask('Count to 100000');
    await gateway.standIn.waitFor(({ answered }) => answered === 1);
    await expect.poll(() => gateway.core.engineHealth().activeTurns, { timeout: 15_000 }).toBe(0);
    let text = '';
    for await (const bytes of response.setEncoding('utf8')) text += String(bytes);

    const content = choicesOf(text).map(({ delta }) => delta['content']);
    expect(content.filter((piece) => typeof piece === 'string').join('')).toBe(numbers);
    expect(content.length).toBeLessThan(100_000);
    expect(dataOf(text).at(-1)).toBe('[DONE]');
  });
});
