import { expect, it } from 'vitest';
import { startTestGateway } from '../support/gateway.ts';
import { lastResponse, openSocket } from './socket-client.ts';

const turns = 30;

/** What each step reads, of the size of a file of code. */
const file = 'const answer = await read(file);\n'.repeat(600);

/** Of the size of what Codex sends first. */
const instructions = 'You are a careful agent. '.repeat(1200);
const tools = Array.from({ length: 9 }, (_, index) => ({
  type: 'function',
  name: `tool_${index}`,
  description: 'What it does, in some detail. '.repeat(30),
  parameters: { type: 'object', properties: { text: { type: 'string' } } },
}));

it('a session of 30 turns sends upstream at most a tenth of what a stateless replay sends', async () => {
  const gateway = await startTestGateway();
  const client = await openSocket(gateway.url);
  const items: unknown[] = [{ role: 'developer', content: instructions }];
  let replayed = 0;
  client.create({ generate: false, store: false, input: items, tools });
  let { id } = lastResponse(await client.answer());
  for (let turn = 0; turn < turns; turn += 1) {
    const asked = { role: 'user', content: `Step ${turn}: ${file}` };
    items.push(asked);
    replayed += JSON.stringify({ model: 'gpt-5.5', input: items, tools }).length;
    client.create({ store: false, input: [asked], tools, previous_response_id: id });
    const answer = lastResponse(await client.answer());
    items.push(...answer.output);
    ({ id } = answer);
  }
  client.close();
  const sent = gateway.standIn.requests.reduce(
    (sum, { body }) => sum + JSON.stringify(body).length,
    0,
  );
  expect(sent / replayed).toBeLessThan(0.1);
  await gateway.close();
});
