import type { TestGateway } from '../support/gateway.ts';

/** Asks a gateway for answers, with names and addresses of which no two are alike. */
export interface Load {
  /** Sends so many requests, some at a time, and waits for their answers. */
  send(count: number): Promise<void>;
}

/** What fails at the stand-in, which is told to. */
export const failing = 'Fail, please';

/** How many requests are under way at a time. */
const atATime = 6;

/** Requests of every sort: whole, streamed, failed and refused, over three APIs. */
export function createLoad({ url }: TestGateway, headers: Readonly<Record<string, string>>): Load {
  let sent = 0;

  async function post(path: string, body: object, agent: string): Promise<void> {
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers, 'user-agent': agent },
      body: JSON.stringify(body),
    });
    await response.arrayBuffer();
  }

  async function one(index: number): Promise<void> {
    const agent = `agent-${index}/1.${index}`;
    const model = 'gpt-5.5';
    const messages = [{ role: 'user', content: `Count to 2, for the time ${index}` }];
    const asks = [
      async () => await post('/v1/chat/completions', { model, messages }, agent),
      async () => await post('/v1/chat/completions', { model, messages, stream: true }, agent),
      async () => await post('/v1/responses', { model, input: 'Count to 2', store: false }, agent),
      async () => await post('/graphql', { query: graphql(index) }, agent),
      async () =>
        await post(
          '/v1/chat/completions',
          { model, messages: [{ role: 'user', content: failing }] },
          agent,
        ),
      async () =>
        await post('/v1/chat/completions', { model: `made-up-${index}`, messages }, agent),
      async () => await post(`/v1/made-up/${index}`, {}, agent),
    ];
    await asks[index % asks.length]?.();
  }

  return {
    async send(count) {
      const last = sent + count;
      const work = async (): Promise<void> => {
        while (sent < last) {
          sent += 1;
          await one(sent);
        }
      };
      await Promise.all(Array.from({ length: atATime }, work));
    },
  };
}

function graphql(index: number): string {
  return `mutation Named${index} { chatCompletion(input: { model: "gpt-5.5", messages: [{ role: USER, content: [{ text: "Count to 2" }] }] }) { __typename } }`;
}
