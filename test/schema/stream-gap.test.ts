import { afterAll, beforeAll, expect, it } from 'vitest';
import { ReadChatDocument, WatchChatDocument } from '../generated/graphql.ts';
import { ChatDocument } from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask } from './ask.ts';
import { allEvents, execute, transports } from './clients.ts';

let gateway: TestGateway;
let id = '';

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
  // More events than a completion keeps.
  gateway.standIn.behave(() => ({ kind: 'text', text: 'word '.repeat(33_000) }));
  const { chatCompletion } = await execute(gateway.url, ChatDocument, { input: ask('Continue') });
  if (chatCompletion.__typename !== 'ChatCompletion') throw new Error(chatCompletion.message);
  ({ id } = chatCompletion);
});
afterAll(async () => {
  await gateway.close();
});

it.each(transports)(
  'reports over %s that events are gone, and where to continue',
  async (_name, subscribe) => {
    const gap = await allEvents(subscribe(gateway.url, WatchChatDocument, { id, after: 5 }));
    expect(gap).toEqual([
      {
        __typename: 'ChatCompletionUnavailable',
        completionId: id,
        sequence: 5,
        error: {
          __typename: 'StreamGapError',
          code: 'STREAM_GAP',
          message:
            'Events after 5 are no longer kept; the oldest is 16384. Read the completion for its text so far.',
          oldestSequence: 16_384,
        },
      },
    ]);

    const { chatCompletion } = await execute(gateway.url, ReadChatDocument, { id });
    const after = chatCompletion?.lastSequence ?? 0;
    expect(chatCompletion?.text).toHaveLength('word '.length * 33_000);
    expect(await allEvents(subscribe(gateway.url, WatchChatDocument, { id, after }))).toEqual([]);
    const last = await allEvents(
      subscribe(gateway.url, WatchChatDocument, { id, after: after - 1 }),
    );
    expect(last).toMatchObject([{ __typename: 'ChatCompletionDone', sequence: after }]);
  },
);
