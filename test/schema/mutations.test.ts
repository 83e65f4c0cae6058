import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CancelChatDocument, ChatDocument, ReadChatDocument } from '../generated/graphql.ts';
import type { ChatMutation } from '../generated/graphql.ts';
import { onCatalogGateway } from '../support/catalog-gateway.ts';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask, startOverRest } from './ask.ts';
import { execute } from './clients.ts';
import { lastAsked } from '../support/last-asked.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
beforeEach(() => {
  gateway.standIn.behave(undefined);
});
afterAll(async () => {
  await gateway.close();
});

async function chat(...args: Parameters<typeof ask>): Promise<ChatMutation['chatCompletion']> {
  return (await execute(gateway.url, ChatDocument, { input: ask(...args) })).chatCompletion;
}

describe('Mutation.chatCompletion', () => {
  it('answers with the whole completion, which can be read again', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'The whole answer.' }));
    const completion = await chat('Say something', { model: 'gpt-5.5-low' });
    expect(completion).toEqual({
      __typename: 'ChatCompletion',
      id: expect.stringMatching(/^chatcmpl-\w+$/),
      model: 'gpt-5.5',
      effort: 'low',
      surface: 'GRAPHQL',
      previousId: null,
      nextId: null,
      status: 'COMPLETED',
      createdAt: expect.stringMatching(/Z$/),
      text: 'The whole answer.',
      reasoning: '',
      toolCalls: [],
      unmet: [],
      lastSequence: expect.any(Number),
      finishReason: 'STOP',
      usage: {
        inputTokens: expect.any(Number),
        cachedInputTokens: expect.any(Number),
        cacheWriteInputTokens: expect.any(Number),
        outputTokens: expect.any(Number),
        reasoningOutputTokens: expect.any(Number),
        totalTokens: expect.any(Number),
      },
      error: null,
    });
    const { __typename, ...fields } = completion;
    const id = 'id' in fields ? fields.id : '';
    expect((await execute(gateway.url, ReadChatDocument, { id })).chatCompletion).toEqual(fields);
  });

  it('sends the model what it was given, and nothing else', async () => {
    await execute(gateway.url, ChatDocument, {
      input: {
        messages: [
          { role: 'SYSTEM', content: [{ text: 'Be brief.' }] },
          { role: 'USER', content: [{ text: 'One.' }, { text: 'Two.' }] },
          { role: 'ASSISTANT', content: [{ text: 'Three.' }] },
          { role: 'USER', content: [{ text: 'Four.' }] },
        ],
      },
    });
    const system = byEngine('systemMessages', { 'app-server': 'developer', direct: 'system' });
    const input = lastAsked(gateway.standIn)?.input;
    expect(input?.map(({ role, content }) => ({ role, content }))).toEqual([
      { role: system, content: [{ type: 'input_text', text: 'Be brief.' }] },
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'One.' },
          { type: 'input_text', text: 'Two.' },
        ],
      },
      { role: 'assistant', content: [{ type: 'output_text', text: 'Three.' }] },
      { role: 'user', content: [{ type: 'input_text', text: 'Four.' }] },
    ]);
  });

  it('takes a single message and a single part without brackets', async () => {
    const query =
      'mutation { chatCompletion(input: { messages: { role: USER, content: { text: "Hi" } } }) { __typename } }';
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toEqual({
      data: { chatCompletion: { __typename: 'ChatCompletion' } },
    });
  });

  it('gives an unknown model as data', async () => {
    const { chatCompletion } = await onCatalogGateway(
      async ({ url }) => await execute(url, ChatDocument, { input: ask('Hi', { model: 'gpt-0' }) }),
    );
    expect(chatCompletion).toEqual({
      __typename: 'ModelNotFoundError',
      code: 'MODEL_NOT_FOUND',
      message: "The model 'gpt-0' does not exist or you do not have access to it.",
      model: 'gpt-0',
    });
  });

  it('gives a field at fault as data, and names it', async () => {
    const picture = { imageUrl: { url: 'data:image/png;base64,AAAA' } };
    const { chatCompletion } = await execute(gateway.url, ChatDocument, {
      input: {
        messages: [
          { role: 'USER', content: [{ text: 'Hi' }] },
          { role: 'ASSISTANT', content: [{ text: 'Look:' }, picture] },
        ],
      },
    });
    expect(chatCompletion).toEqual({
      __typename: 'InvalidRequestError',
      code: 'INVALID_VALUE',
      message:
        'messages[1].content[1].imageUrl: a message of the role ASSISTANT holds text only; pictures go into a message of the role USER.',
      param: 'messages[1].content[1].imageUrl',
    });
  });

  it('gives a rate limit as data, and when to try again', async () => {
    gateway.standIn.behave(() => ({ kind: 'status', status: 429 }));
    expect(await chat('Hi')).toMatchObject({ __typename: 'RateLimitedError' });
  });
});

describe('Mutation.cancelChatCompletion', () => {
  const cancel = async (id: string): Promise<unknown> =>
    (await execute(gateway.url, CancelChatDocument, { id })).cancelChatCompletion;

  it('stops a completion that REST started, and returns its state', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 2, text: 'One two three.' }));
    const { id, rest } = await startOverRest(gateway.url, 'Say something');
    const cancelled = {
      __typename: 'ChatCompletion',
      id,
      surface: 'CHAT_COMPLETIONS',
      status: 'CANCELLED',
      finishReason: null,
      error: {
        __typename: 'CancelledError',
        code: 'CANCELLED',
        message: 'The completion was cancelled.',
      },
    };
    expect(await cancel(id)).toMatchObject(cancelled);
    expect(await cancel(id)).toMatchObject(cancelled);
    expect(await rest()).toContain('"code":"cancelled"');
    await gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
  });

  it('changes nothing about a completion that has ended', async () => {
    const completion = await chat('Hi');
    expect(await cancel('id' in completion ? completion.id : '')).toEqual(completion);
  });

  it('says that it knows no completion of that id', async () => {
    expect(await cancel('chatcmpl-none')).toEqual({
      __typename: 'CompletionNotFoundError',
      code: 'COMPLETION_NOT_FOUND',
      message: "No running or recent completion has the id 'chatcmpl-none'.",
    });
  });
});
