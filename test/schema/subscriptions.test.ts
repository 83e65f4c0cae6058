import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Behaviour } from '../../src/standin/index.ts';
import type { ChatCompletionInput, EventFragment } from '../generated/graphql.ts';
import { FailChatDocument, ReadChatDocument, StreamChatDocument } from '../generated/graphql.ts';
import { onCatalogGateway } from '../support/catalog-gateway.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask } from './ask.ts';
import { allEvents, execute, textOf, transports } from './clients.ts';
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

describe.each(transports)('Subscription.chatCompletion over %s', (_name, subscribe) => {
  const stream = async (input: ChatCompletionInput, url = gateway.url): Promise<EventFragment[]> =>
    await allEvents(subscribe(url, StreamChatDocument, { input }));

  it('streams an answer as events, numbered from 0, with one terminal event', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'One two three.' }));
    const events = await stream(ask('Say something', { model: 'gpt-5.5', effort: 'low' }));

    const id = events[0]?.completionId;
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_event, index) => index));
    expect(new Set(events.map(({ completionId }) => completionId))).toEqual(new Set([id]));
    expect(events[0]).toEqual({
      __typename: 'ChatCompletionStarted',
      completionId: expect.stringMatching(/^chatcmpl-\w+$/),
      sequence: 0,
      completion: {
        id,
        model: 'gpt-5.5',
        effort: 'low',
        surface: 'GRAPHQL',
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      },
    });
    expect(textOf(events)).toBe('One two three.');
    expect(events.at(-1)).toEqual({
      __typename: 'ChatCompletionDone',
      completionId: id,
      sequence: events.length - 1,
      finishReason: 'STOP',
      usage: {
        inputTokens: expect.any(Number),
        cachedInputTokens: expect.any(Number),
        cacheWriteInputTokens: expect.any(Number),
        outputTokens: expect.any(Number),
        reasoningOutputTokens: expect.any(Number),
        totalTokens: expect.any(Number),
      },
      completion: { id, status: 'COMPLETED', text: 'One two three.' },
    });
  });

  it('streams the reasoning summary ahead of the answer', async () => {
    const events = await stream(ask('Why is the sky blue?', { model: 'gpt-5.5', effort: 'high' }));
    const types = events.map(({ __typename }) => __typename);
    const reasoning = events.filter((event) => event.__typename === 'ChatCompletionReasoningDelta');

    expect(types.indexOf('ChatCompletionReasoningDelta')).toBeLessThan(
      types.indexOf('ChatCompletionDelta'),
    );
    const { chatCompletion } = await execute(gateway.url, ReadChatDocument, {
      id: events[0]?.completionId ?? '',
    });
    expect(chatCompletion?.reasoning.replaceAll(/\s/g, '')).toBe(
      reasoning
        .map(({ text }) => text)
        .join('')
        .replaceAll(/\s/g, ''),
    );
  });

  it('takes the default model where none is named', async () => {
    const [started] = await stream(ask('Hi'));
    expect(started).toMatchObject({ completion: { model: 'gpt-6.2-sol' } });
  });

  it.each([
    [
      'an unknown effort',
      ask('Hi', { model: 'gpt-5.5', effort: 'fierce' }),
      {
        __typename: 'InvalidRequestError',
        code: 'INVALID_VALUE',
        message:
          "effort: 'fierce' is no reasoning effort of gpt-5.5, which offers low, medium, high, xhigh.",
        param: 'effort',
      },
    ],
    [
      'no message',
      { messages: [] },
      {
        __typename: 'InvalidRequestError',
        code: 'INVALID_VALUE',
        message: 'messages must hold at least one message.',
        param: 'messages',
      },
    ],
  ] satisfies [string, ChatCompletionInput, object][])(
    'reports %s in its only event, and starts nothing',
    async (_what, input, error) => {
      const { received } = gateway.standIn;
      const events = await stream(input);
      expect(events).toEqual([
        {
          __typename: 'ChatCompletionFailed',
          completionId: expect.stringMatching(/^chatcmpl-\w+$/),
          sequence: 0,
          error,
        },
      ]);
      expect(gateway.standIn.received).toBe(received);
    },
  );

  it('reports an unknown model in its only event', async () => {
    const events = await onCatalogGateway(
      async ({ url }) => await stream(ask('Hi', { model: 'gpt-0' }), url),
    );
    expect(events).toEqual([
      {
        __typename: 'ChatCompletionFailed',
        completionId: expect.stringMatching(/^chatcmpl-\w+$/),
        sequence: 0,
        error: {
          __typename: 'ModelNotFoundError',
          code: 'MODEL_NOT_FOUND',
          message: "The model 'gpt-0' does not exist or you do not have access to it.",
          model: 'gpt-0',
        },
      },
    ]);
  });

  it('shows the completion that failed, and none for what was not started', async () => {
    const lastOf = async (input: ChatCompletionInput, url = gateway.url): Promise<unknown> => {
      let last: unknown;
      for await (const { data } of subscribe(url, FailChatDocument, { input })) {
        last = data?.chatCompletion;
      }
      return last;
    };
    const failed: Behaviour = { kind: 'failed', code: 'x', message: 'y', afterTokens: 1 };
    gateway.standIn.behave(() => ({ ...failed, text: 'One two.' }));
    expect(await lastOf(ask('Hi'))).toMatchObject({
      __typename: 'ChatCompletionFailed',
      failedCompletion: { status: 'FAILED', text: 'One' },
    });
    const notStarted = await onCatalogGateway(
      async ({ url }) => await lastOf(ask('Hi', { model: 'gpt-0' }), url),
    );
    expect(notStarted).toMatchObject({
      __typename: 'ChatCompletionFailed',
      failedCompletion: null,
    });
  });

  it('carries pictures, and names the field of one that it cannot take', async () => {
    const withPicture = (url: string): ChatCompletionInput => ({
      messages: [
        { role: 'USER', content: [{ text: 'What is it?' }, { imageUrl: { url, detail: 'LOW' } }] },
      ],
    });
    const png =
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    await stream(withPicture(png));
    expect(JSON.stringify(lastAsked(gateway.standIn)?.input)).toContain(png);

    const [refused] = await stream(withPicture('https://example.com/cat.png'));
    expect(refused).toMatchObject({
      error: {
        __typename: 'InvalidRequestError',
        param: 'messages[0].content[1].imageUrl.url',
      },
    });
  });
});
