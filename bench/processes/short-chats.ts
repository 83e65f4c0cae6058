// Clients that ask for a word, over and over, every second time as a stream.
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { serveParent } from './child.ts';
import { shortChatsProtocol, type ShortChatsOrder } from './short-chats-protocol.ts';

serveParent(shortChatsProtocol, async ({ url, count, atOnce }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const start = performance.now();
  let asked = 0;
  let failure: string | null = null;
  const client = async (): Promise<void> => {
    while (asked < count && failure === null) {
      asked += 1;
      failure ??= await ask(url, asked, agent);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, client));
  agent.destroy();
  return { seconds: (performance.now() - start) / 1000, failure };
});

/** What is wrong with the answer; null for a whole one. */
async function ask(
  url: ShortChatsOrder['url'],
  number: number,
  agent: Agent,
): Promise<string | null> {
  const asked = request(url, {
    method: 'POST',
    agent,
    headers: { 'content-type': 'application/json' },
  });
  const stream = number % 2 === 0;
  const messages = [{ role: 'user', content: `Say exactly: word${number}` }];
  asked.end(JSON.stringify({ model: 'gpt-5.5', messages, stream }));
  const answered: IncomingMessage[] = await once(asked, 'response');
  const [response] = answered;
  const body = response === undefined ? '' : await text(response);
  const isWhole = body.includes(`"content":"word${number}"`);
  return isWhole ? null : `Asked for word${number}, and got: ${body.slice(0, 500)}`;
}
