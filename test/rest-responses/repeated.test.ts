import { z } from 'zod';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { chatBody, post } from '../rest/client.ts';
import { idOf, respond, response, streamed, textOf, type Sending } from './client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterEach(() => gateway.standIn.behave(undefined));
afterAll(async () => {
  await gateway.close();
});

let keys = 0;
const keyed = (): Sending => ({ headers: { 'idempotency-key': `responses-${(keys += 1)}` } });

describe('an Idempotency-Key of a response', () => {
  it('returns the same response again, whole and streamed', async () => {
    const key = keyed();
    const { received } = gateway.standIn;
    const more = { input: 'Count to 9' };
    const first = await response(gateway.url, more, key);
    const again = await response(gateway.url, more, key);
    const events = await streamed(gateway.url, more, key);

    expect(again).toEqual(first);
    expect(events.at(-1)).toMatchObject({ response: first });
    expect(textOf(events)).toBe('1 2 3 4 5 6 7 8 9');
    expect(gateway.standIn.received).toBe(received + 1);
  });

  it('joins the response that is under way', async () => {
    const key = keyed();
    gateway.standIn.behave(() => ({ kind: 'delay', ms: 100, text: 'One two' }));
    const [one, other] = await Promise.all([
      streamed(gateway.url, {}, key),
      streamed(gateway.url, {}, key),
    ]);

    expect(other).toEqual(one);
  });

  it('is a 409 for another body, and on another route', async () => {
    const key = keyed();
    await response(gateway.url, {}, key);
    const other = await respond(gateway.url, { input: 'Something else' }, key);
    const headers = { 'content-type': 'application/json', ...key.headers };
    const chat = await post(`${gateway.url}/v1/chat/completions`, chatBody(), { headers });

    for (const refused of [other, chat]) {
      expect(refused.status).toBe(409);
      expect(await refused.json()).toMatchObject({ error: { code: 'idempotency_key_reused' } });
    }
  });

  const newConversation = async (): Promise<string> => {
    const answer = await post(`${gateway.url}/v1/conversations`, {});
    return z.object({ id: z.string() }).parse(await answer.json()).id;
  };

  it('joins the response that is under way in a conversation', async () => {
    const key = keyed();
    const conversation = await newConversation();
    gateway.standIn.behave(() => ({ kind: 'delay', ms: 100, text: 'One two' }));
    const [one, other] = await Promise.all([
      streamed(gateway.url, { conversation }, key),
      streamed(gateway.url, { conversation }, key),
    ]);

    expect(other).toEqual(one);
    expect(await response(gateway.url, { conversation }, key)).toMatchObject({ id: idOf(one) });
  });

  it('returns the same response for outputs that the conversation holds by now', async () => {
    const conversation = await newConversation();
    const call = { type: 'function_call', call_id: 'call_1', name: 'look', arguments: '{}' };
    const output = { type: 'function_call_output', call_id: 'call_1', output: 'A cat' };
    await post(`${gateway.url}/v1/conversations/${conversation}/items`, { items: [call] });
    const key = keyed();
    const more = { conversation, input: [output] };
    const first = await response(gateway.url, more, key);
    expect(await response(gateway.url, more, key)).toEqual(first);
  });
});
