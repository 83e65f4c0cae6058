import { request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { createResponseRules } from '../support/response-rules.ts';
import { eventsOf, response, responseBody, textOf } from './client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

/** A streamed response of which nothing is read yet. */
async function ask(input: string): Promise<IncomingMessage> {
  const asked = request(`${gateway.url}/v1/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  });
  asked.end(JSON.stringify(responseBody({ stream: true, input })));
  const [answer] = await once(asked, 'response');
  return answer;
}

describe('a client that reads nothing of its response until that is over', () => {
  it('gets every event, and holds up no other client', async () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => String(index + 1)).join(' ');
    const slow = await ask('Count to 20000');
    await expect.poll(() => gateway.core.engineHealth().activeTurns, { timeout: 60_000 }).toBe(0);
    expect(await response(gateway.url, { input: 'Count to 3' })).toMatchObject({
      status: 'completed',
    });
    let text = '';
    for await (const bytes of slow.setEncoding('utf8')) text += String(bytes);

    const events = eventsOf(text);
    const rules = createResponseRules();
    expect(events.flatMap((event) => rules.faultsOf(event))).toEqual([]);
    expect(textOf(events)).toBe(numbers);
    expect(rules.isOver).toBe(true);
  });
});
