import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chatBody, dataOf, post } from '../rest/client.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

interface Answer {
  readonly usage: Record<string, unknown>;
  readonly choices: readonly { readonly message: { readonly content: string } }[];
}

describe.each(['websocket', 'sse'] as const)('usage, upstream over %s,', (transport) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ transport });
  });
  afterAll(async () => {
    await gateway.close();
  });
  afterEach(() => {
    gateway.standIn.behave(undefined);
  });

  const chat = async (more: object): Promise<Response> =>
    await post(`${gateway.url}/v1/chat/completions`, chatBody(more));
  const whole = async (more: object): Promise<Answer> => {
    const body: Answer = await (await chat(more)).json();
    return body;
  };
  const cutByService = (reason: 'max_output_tokens' | 'content_filter'): void =>
    gateway.standIn.behave(() => ({ kind: 'incomplete', reason, text: 'a b c d', afterTokens: 3 }));

  it('of an answer that the service cut at its limit is what the service counted', async () => {
    cutByService('max_output_tokens');
    const { usage } = await whole({});

    expect(usage).toMatchObject({ prompt_tokens: 6, completion_tokens: 3, total_tokens: 9 });
    expect(usage).not.toHaveProperty('codex_serve_estimated');
  });

  it('of such an answer later in a chat is its own, with what was cached', async () => {
    const first = { role: 'user', content: 'Count to 30' };
    const { choices } = await whole({ messages: [first] });
    cutByService('max_output_tokens');
    const messages = [first, choices[0]?.message, { role: 'user', content: 'hi' }];
    const { usage } = await whole({ messages });

    expect(usage).toMatchObject({
      completion_tokens: 3,
      prompt_tokens_details: { cached_tokens: 32 },
    });
    expect(usage).not.toHaveProperty('codex_serve_estimated');
  });

  it.each([
    ['a content filter cut', {}, true],
    ['a stop sequence cut', { stop: ['c'] }, false],
    ['a limit of tokens cut', { max_completion_tokens: 2 }, false],
  ])('of an answer that %s says that it is an estimate', async (_, more, isFiltered) => {
    if (isFiltered) cutByService('content_filter');
    else gateway.standIn.behave(() => ({ kind: 'text', text: 'a b c d' }));
    const { usage } = await whole(more);

    expect(usage).toMatchObject({ codex_serve_estimated: true });
    const streamed = await chat({ ...more, stream: true, stream_options: { include_usage: true } });
    const last = dataOf(await streamed.text()).at(-2) ?? '';
    expect(JSON.parse(last)).toMatchObject({ usage: { codex_serve_estimated: true } });
  });

  it('over GraphQL says whether it is an estimate, also of completions that have ended', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'a b c d' }));
    const ask = async (stop: string): Promise<unknown> => {
      const input = `{ messages: [{ role: USER, content: [{ text: "hi" }] }], stop: [${stop}] }`;
      const query = `mutation { chatCompletion(input: ${input}) { ... on ChatCompletion { usage { isEstimated } } } }`;
      return await (await post(`${gateway.url}/graphql`, { query })).json();
    };

    expect(await ask('"c"')).toMatchObject({
      data: { chatCompletion: { usage: { isEstimated: true } } },
    });
    expect(await ask('')).toMatchObject({
      data: { chatCompletion: { usage: { isEstimated: false } } },
    });
  });
});
