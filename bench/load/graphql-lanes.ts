import { Agent } from 'node:http';
import { json } from 'node:stream/consumers';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { model, type Lane, type Turn } from './lane.ts';
import { post } from './post.ts';

const subscription = `subscription ($input: ChatCompletionInput!) {
  chatCompletion(input: $input) {
    __typename
    ... on ChatCompletionDelta { text }
    ... on ChatCompletionDone { finishReason }
    ... on ChatCompletionFailed { error { message } }
  }
}`;
const mutation = `mutation ($input: ChatCompletionInput!) {
  chatCompletion(input: $input) {
    __typename
    ... on ChatCompletion { text }
    ... on Error { message }
  }
}`;

const event = z.object({
  chatCompletion: z.discriminatedUnion('__typename', [
    z.object({ __typename: z.literal('ChatCompletionStarted') }),
    z.object({ __typename: z.literal('ChatCompletionDelta'), text: z.string() }),
    z.object({ __typename: z.literal('ChatCompletionDone') }),
  ]),
});
const answer = z.object({
  data: z.object({
    chatCompletion: z.object({ __typename: z.literal('ChatCompletion'), text: z.string() }),
  }),
});

/** A client that streams its chats over one WebSocket. */
export function subscriptionLane(url: string): Lane {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
  });
  return {
    async ask(conversation, hear) {
      let isDone = false;
      const variables = inputOf(conversation);
      for await (const { data } of client.iterate({ query: subscription, variables })) {
        const { chatCompletion } = event.parse(data);
        if (chatCompletion.__typename === 'ChatCompletionDelta') hear(chatCompletion.text);
        isDone ||= chatCompletion.__typename === 'ChatCompletionDone';
      }
      if (!isDone) throw new Error('The subscription has ended before its completion');
    },
  };
}

/** A client that waits for whole answers, over one connection. */
export function mutationLane(url: string): Lane {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    async ask(conversation, hear) {
      const body = { query: mutation, variables: inputOf(conversation) };
      const { data } = answer.parse(await json(await post(`${url}/graphql`, body, agent)));
      hear(data.chatCompletion.text);
    },
  };
}

function inputOf(conversation: readonly Turn[]): Record<string, unknown> {
  const messages = conversation.map(({ role, content }) => ({
    role: role.toUpperCase(),
    content: [{ text: content }],
  }));
  return { input: { model, messages } };
}
