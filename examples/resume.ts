import { createSocketClient, dataOf, iterate } from './gateway.ts';
import type { ResumableEventFragment } from './graphql/graphql.ts';
import { graphql } from './graphql/index.ts';

// Streams an answer, loses its connection in the middle, and resumes without losing a word.

const Streamed = graphql(/* GraphQL */ `
  subscription Streamed($input: ChatCompletionInput!) {
    # CONTINUE: the answer outlives the connection that it was asked for on.
    chatCompletion(input: $input, onDisconnect: CONTINUE) {
      ...ResumableEvent
    }
  }
`);

const Resumed = graphql(/* GraphQL */ `
  subscription Resumed($id: ID!, $after: Int!) {
    chatCompletionEvents(id: $id, after: $after) {
      ...ResumableEvent
    }
  }
`);

graphql(/* GraphQL */ `
  fragment ResumableEvent on ChatCompletionEvent {
    __typename
    completionId
    sequence
    ... on ChatCompletionDelta {
      text
    }
    ... on ChatCompletionDone {
      completion {
        text
      }
    }
    ... on ChatCompletionFailed {
      error {
        message
      }
    }
    ... on ChatCompletionUnavailable {
      error {
        message
      }
    }
  }
`);

let id = '';
let sequence = -1;
let text = '';
let whole: string | undefined;

function take(event: ResumableEventFragment): void {
  id = event.completionId;
  sequence = event.sequence;
  if ('error' in event) throw new Error(event.error.message);
  if (event.__typename === 'ChatCompletionDone') whole = event.completion.text;
  if (event.__typename !== 'ChatCompletionDelta') return;
  text += event.text;
  process.stdout.write(event.text);
}

const content = [{ text: 'Tell me a story about a lighthouse.' }];
const input = { messages: [{ role: 'USER' as const, content }] };
// No retries: sent again, the subscription would start another answer.
const starter = createSocketClient(0);
try {
  for await (const result of iterate(starter, Streamed, { input })) {
    take(dataOf(result).chatCompletion);
    // As a network does it: the socket is gone, and nobody has unsubscribed.
    if (sequence >= 10) starter.terminate();
  }
} catch (error) {
  if (id === '') throw error;
  console.log(`\n--- connection lost after event ${sequence} ---`);
}

const client = createSocketClient(5);
const events = iterate(client, Resumed, {
  id,
  // Read again whenever the client reconnects.
  get after() {
    return sequence;
  },
});
for await (const result of events) {
  take(dataOf(result).chatCompletionEvents);
}
console.log(`\n--- ${text === whole ? 'nothing is missing' : 'something is missing'} ---`);
await client.dispose();
