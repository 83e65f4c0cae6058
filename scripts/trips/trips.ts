import { z } from 'zod';
import { chat } from '../../src/schema/chat/operations.ts';
import { liveBoard } from '../../src/schema/board/operations.ts';
import type { TripClient } from './client.ts';

/** A request, or a few, whose way through the gateway is measured. */
export interface Trip {
  readonly name: string;
  /** What does not belong to the trip but has to be there; its result goes to `run`. */
  readonly prepare?: (client: TripClient) => Promise<string>;
  readonly run: (client: TripClient, prepared: string) => Promise<unknown>;
}

const chatPath = '/v1/chat/completions';

/** A streamed chat that answers with so many tokens. */
export function streamedChat(tokens: number): Trip {
  return {
    name: `streamed chat of ${tokens} tokens`,
    run: async (client) => await client.post(chatPath, { ...counting(tokens), stream: true }),
  };
}

/** All trips but the single token. */
export const trips: readonly Trip[] = [
  streamedChat(10),
  { name: 'whole chat', run: async (client) => await client.post(chatPath, counting(10)) },
  {
    name: 'tool round',
    run: async (client) => {
      const question = { role: 'user', content: 'Call the tool look_up' };
      const asked = await client.post(chatPath, { ...toolChat, messages: [question] });
      const [{ message }] = toolAnswer.parse(JSON.parse(asked)).choices;
      const [call] = message.tool_calls;
      const result = { role: 'tool', tool_call_id: call.id, content: 'Nothing' };
      const messages = [question, message, result];
      return await client.post(chatPath, { ...toolChat, messages });
    },
  },
  {
    name: 'cancelled chat',
    run: async (client) => await client.cancel({ ...counting(10), stream: true }),
  },
  {
    name: 'lookup of a stored answer',
    async prepare(client) {
      const stored = await client.post(chatPath, { ...counting(1), store: true });
      return z.object({ id: z.string() }).parse(JSON.parse(stored)).id;
    },
    run: async (client, id) => await client.get(`${chatPath}/${id}`),
  },
  {
    name: 'refused chat',
    run: async (client) => await client.post(chatPath, { ...counting(1), messages: 'Hi' }, 400),
  },
  {
    name: 'chat over graphql-ws, 10 tokens',
    run: async (client) => {
      const messages = [{ role: 'USER', content: [{ text: 'Count to 10' }] }];
      await client.subscribe(documentOf(chat, 'StreamAnswer'), { input: { messages } });
    },
  },
  {
    name: 'GraphQL query of completions',
    run: async (client) => {
      const query = documentOf(liveBoard, 'ListCompletions');
      return await client.post('/graphql', { query, variables: { first: 5 } });
    },
  },
];

const model = 'gpt-5.5';

/** The stand-in answers it with so many tokens. */
function counting(tokens: number): object {
  return { model, messages: [{ role: 'user', content: `Count to ${tokens}` }] };
}

const toolChat = {
  model,
  tools: [{ type: 'function', function: { name: 'look_up', parameters: { type: 'object' } } }],
};

const toolAnswer = z.object({
  choices: z.tuple([
    z.object({
      message: z.looseObject({ tool_calls: z.tuple([z.looseObject({ id: z.string() })]) }),
    }),
  ]),
});

function documentOf({ operations }: typeof chat, name: string): string {
  const found = operations.find(({ document }) => document.includes(` ${name}(`));
  if (found === undefined) throw new Error(`no documented operation is named ${name}`);
  return found.document;
}
