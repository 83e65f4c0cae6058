import { z } from 'zod';
import type { JsonObject } from '../../src/standin/wire/json.ts';
import { chatBody, dataOf, post } from '../rest/client.ts';
import { eventsOf, responseBody } from '../rest-responses/client.ts';

/** What a test asks, in no API's words. */
export interface Question {
  readonly tools?: readonly { readonly name: string; readonly parameters: JsonObject }[];
  readonly format?: 'any object' | JsonObject;
}

/** What a client reads of the answer, in no API's words. */
export interface Reading {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly input: string }[];
  /** Whether the answer is marked as not of the format. */
  readonly isMarked: boolean;
  /** The places of the tools whose schema is said to arrive in words only. */
  readonly inWords: readonly number[];
}

/** A way to ask the same. */
export interface Api {
  readonly name: string;
  readonly delivery: 'whole' | 'streamed';
  ask(url: string, question: Question): Promise<Reading>;
}

const description = 'A tool.';

function chatRequest({ tools, format }: Question): object {
  const json_schema = { name: 'answer', schema: format };
  return {
    ...(tools && {
      tools: tools.map((each) => ({ type: 'function', function: { ...each, description } })),
    }),
    ...(format && {
      response_format:
        format === 'any object' ? { type: 'json_object' } : { type: 'json_schema', json_schema },
    }),
  };
}

function responseRequest({ tools, format }: Question): object {
  return {
    store: false,
    ...(tools && { tools: tools.map((each) => ({ type: 'function', ...each, description })) }),
    ...(format && {
      text: {
        format:
          format === 'any object'
            ? { type: 'json_object' }
            : { type: 'json_schema', name: 'answer', schema: format },
      },
    }),
  };
}

function graphqlInput({ tools, format }: Question): object {
  return {
    model: 'gpt-5.5',
    messages: [{ role: 'USER', content: [{ text: 'hi' }] }],
    ...(tools && { tools: tools.map((each) => ({ function: { ...each, description } })) }),
    ...(format && {
      responseFormat:
        format === 'any object'
          ? { type: 'JSON_OBJECT' }
          : { jsonSchema: { name: 'answer', schema: format } },
    }),
  };
}

async function sent(url: string, path: string, body: object): Promise<[Response, string]> {
  const response = await post(`${url}${path}`, body);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return [response, text];
}

function marks({ headers }: Response): Pick<Reading, 'isMarked' | 'inWords'> {
  const isMarked = /response_format|text\.format/.test(headers.get('x-codex-serve-unmet') ?? '');
  return { isMarked, inWords: placesIn(headers.get('x-codex-serve-ignored') ?? '') };
}

function placesIn(names: string): number[] {
  return [...names.matchAll(/tools\[(\d+)\]/g)].map(([, place]) => Number(place));
}

const calledFunction = z.object({ name: z.string(), arguments: z.string() });
const chatAnswer = z.object({
  choices: z.tuple([
    z.object({
      message: z.object({
        content: z.string().nullable(),
        tool_calls: z.array(z.object({ function: calledFunction })).default([]),
      }),
    }),
  ]),
});
const chatChunk = z.object({
  choices: z.array(
    z.object({
      delta: z.object({
        content: z.string().nullish(),
        tool_calls: z
          .array(z.object({ index: z.number(), function: calledFunction.partial() }))
          .default([]),
      }),
    }),
  ),
  codex_serve: z.object({ unmet: z.array(z.string()) }).optional(),
});

async function askChat(url: string, question: Question): Promise<Reading> {
  const body = chatBody(chatRequest(question));
  const [response, text] = await sent(url, '/v1/chat/completions', body);
  const [{ message }] = chatAnswer.parse(JSON.parse(text)).choices;
  const calls = message.tool_calls.map((call) => ({
    name: call.function.name,
    input: call.function.arguments,
  }));
  return { text: message.content ?? '', calls, ...marks(response) };
}

async function askStreamedChat(url: string, question: Question): Promise<Reading> {
  const body = chatBody({ ...chatRequest(question), stream: true });
  const [response, text] = await sent(url, '/v1/chat/completions', body);
  const chunks = dataOf(text)
    .slice(0, -1)
    .map((data) => chatChunk.parse(JSON.parse(data)));
  const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
  const calls: { name: string; input: string }[] = [];
  for (const { index, function: piece } of deltas.flatMap(({ tool_calls }) => tool_calls)) {
    const call = (calls[index] ??= { name: '', input: '' });
    call.name += piece.name ?? '';
    call.input += piece.arguments ?? '';
  }
  const isMarked = chunks.at(-1)?.codex_serve?.unmet.includes('response_format') ?? false;
  const content = deltas.map((delta) => delta.content ?? '').join('');
  return { text: content, calls, ...marks(response), isMarked };
}

const responseItem = z.object({
  type: z.string(),
  name: z.string().optional(),
  arguments: z.string().optional(),
  content: z.array(z.object({ text: z.string() })).optional(),
});
const response = z.object({
  output: z.array(responseItem),
  codex_serve: z.object({ unmet: z.array(z.string()) }).optional(),
});

function read(answer: unknown): Pick<Reading, 'text' | 'calls' | 'isMarked'> {
  const { output, codex_serve: marked } = response.parse(answer);
  const messages = output.filter(({ type }) => type === 'message');
  const called = output.filter(({ type }) => type === 'function_call');
  return {
    text: messages.flatMap(({ content = [] }) => content.map(({ text }) => text)).join(''),
    calls: called.map((item) => ({ name: item.name ?? '', input: item.arguments ?? '' })),
    isMarked: marked?.unmet.includes('text.format') ?? false,
  };
}

async function askResponse(url: string, question: Question): Promise<Reading> {
  const body = responseBody(responseRequest(question));
  const [answer, text] = await sent(url, '/v1/responses', body);
  const inHeaders = marks(answer);
  const reading = { ...inHeaders, ...read(JSON.parse(text)) };
  if (reading.isMarked !== inHeaders.isMarked) throw new Error('marked in one place alone');
  return reading;
}

async function askStreamedResponse(url: string, question: Question): Promise<Reading> {
  const body = responseBody({ ...responseRequest(question), stream: true });
  const [answer, text] = await sent(url, '/v1/responses', body);
  const events = eventsOf(text);
  const whole = { ...marks(answer), ...read(events.at(-1)?.['response']) };
  const joined = (type: string): string =>
    events.flatMap((event) => (event.type === type ? [String(event['delta'])] : [])).join('');
  const inputs = whole.calls.map(({ input }) => input).join('');
  if (joined('response.output_text.delta') !== whole.text) throw new Error('other text in deltas');
  if (joined('response.function_call_arguments.delta') !== inputs) {
    throw new Error('other arguments in deltas');
  }
  return whole;
}

const call = z.object({ name: z.string(), input: z.string() });
const completion = z.object({
  text: z.string(),
  toolCalls: z.array(call),
  unmet: z.array(z.string()),
});
const completionFields = 'text toolCalls { name input } unmet';

function readCompletion({ text, toolCalls, unmet }: z.output<typeof completion>): Reading {
  const isMarked = unmet.includes('responseFormat');
  return { text, calls: toolCalls, isMarked, inWords: placesIn(unmet.join(' ')) };
}

async function askGraphql(url: string, question: Question): Promise<Reading> {
  const query = `mutation ($input: ChatCompletionInput!) {
    chatCompletion(input: $input) { ... on ChatCompletion { ${completionFields} } }
  }`;
  const variables = { input: graphqlInput(question) };
  const [, text] = await sent(url, '/graphql', { query, variables });
  const answer = z.object({ data: z.object({ chatCompletion: completion }) });
  return readCompletion(answer.parse(JSON.parse(text)).data.chatCompletion);
}

const event = z.object({
  data: z.object({
    chatCompletion: z.object({ text: z.string().optional(), completion: completion.optional() }),
  }),
});

async function askGraphqlStream(url: string, question: Question): Promise<Reading> {
  const query = `subscription ($input: ChatCompletionInput!) {
    chatCompletion(input: $input) {
      ... on ChatCompletionDelta { text }
      ... on ChatCompletionDone { completion { ${completionFields} } }
    }
  }`;
  const variables = { input: graphqlInput(question) };
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const answer = await post(`${url}/graphql`, { query, variables }, { headers });
  const events = (await answer.text())
    .split('\n\n')
    .flatMap((each) => /^event: next\ndata: ([^\n]*)$/.exec(each)?.[1] ?? [])
    .map((data) => event.parse(JSON.parse(data)).data.chatCompletion);
  const deltas = events.map(({ text = '' }) => text).join('');
  const done = events.at(-1)?.completion;
  if (done === undefined) throw new Error('the subscription ended early');
  if (done.text !== deltas) throw new Error('other text in deltas');
  return readCompletion(done);
}

/** Every way in which a completion is asked for and read to its end. */
export const apis: readonly Api[] = [
  { name: 'Chat Completions', delivery: 'whole', ask: askChat },
  { name: 'Chat Completions, streamed', delivery: 'streamed', ask: askStreamedChat },
  { name: 'Responses', delivery: 'whole', ask: askResponse },
  { name: 'Responses, streamed', delivery: 'streamed', ask: askStreamedResponse },
  { name: 'GraphQL', delivery: 'whole', ask: askGraphql },
  { name: 'GraphQL, subscribed', delivery: 'streamed', ask: askGraphqlStream },
];
