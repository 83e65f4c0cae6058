import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ChatDocument,
  ReadChatDocument,
  StreamOutputsDocument,
  SubmitOutputsDocument,
  WatchChatDocument,
  type ChatCompletionInput,
  type CompletionFragment,
  type SubmitOutputsMutation,
  type SubmitToolOutputsInput,
  type ToolInput,
} from '../generated/graphql.ts';
import type { ChatMutation } from '../generated/graphql.ts';
import { chatBody, post as postRest } from '../rest/client.ts';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask, startOverRest } from './ask.ts';
import { allEvents, execute, post, subscribeOverSse, textOf, transports } from './clients.ts';
import type { Answer } from './clients.ts';

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

const weather: ToolInput = {
  function: {
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};
const question = ask('call get_weather in Oslo', { model: 'gpt-5.5', tools: [weather] });

async function chat(input: ChatCompletionInput): Promise<CompletionFragment> {
  const { chatCompletion } = await execute(gateway.url, ChatDocument, { input });
  if (chatCompletion.__typename !== 'ChatCompletion') throw new Error(chatCompletion.message);
  return chatCompletion;
}

async function submit(
  input: SubmitToolOutputsInput,
): Promise<SubmitOutputsMutation['submitToolOutputs']> {
  return (await execute(gateway.url, SubmitOutputsDocument, { input })).submitToolOutputs;
}

/** The completion that a submit started, once it has ended. */
async function ended(
  submitted: SubmitOutputsMutation['submitToolOutputs'],
): Promise<CompletionFragment> {
  if (submitted.__typename !== 'ChatCompletion') throw new Error(submitted.message);
  const { id } = submitted;
  await allEvents(subscribeOverSse(gateway.url, WatchChatDocument, { id }));
  const { chatCompletion } = await execute(gateway.url, ReadChatDocument, { id });
  if (!chatCompletion) throw new Error('It is not kept.');
  return chatCompletion;
}

function outputs(
  { id, toolCalls }: Pick<CompletionFragment, 'id' | 'toolCalls'>,
  text = 'Rain in Oslo.',
): SubmitToolOutputsInput {
  return {
    completionId: id,
    outputs: toolCalls.map((call) => ({ toolCallId: call.callId, content: [{ text }] })),
  };
}

/** What the service was sent last, by type: over its WebSocket only what is new to it. */
function lastSent(): unknown {
  const input = gateway.standIn.requests.findLast(({ prewarm }) => !prewarm)?.body['input'];
  return Array.isArray(input) ? input.map(({ type }) => type) : input;
}
const onlyTheOutput = ['function_call_output'];
const wholeHistory = ['message', 'function_call', 'function_call_output'];

const twoCalls = {
  kind: 'calls',
  calls: [
    { name: 'get_weather', arguments: '{"city":"Oslo"}' },
    { name: 'get_weather', arguments: '{"city":"Rome"}' },
  ],
} as const;

describe('Mutation.submitToolOutputs', () => {
  it('continues the waiting turn, without the history, and links the two completions', async () => {
    const first = await chat(question);
    const started = await submit(outputs(first));
    expect(started).toMatchObject({ status: 'RUNNING', surface: 'GRAPHQL', previousId: first.id });
    const second = await ended(started);
    expect(second).toMatchObject({
      previousId: first.id,
      nextId: null,
      finishReason: 'STOP',
      text: expect.stringContaining('Rain in Oslo.'),
    });
    expect(lastSent()).toEqual(onlyTheOutput);
    const { chatCompletion } = await execute(gateway.url, ReadChatDocument, { id: first.id });
    expect(chatCompletion).toMatchObject({ finishReason: 'TOOL_CALLS', nextId: second.id });
  });

  it('goes round a loop, each round on from the one before', async () => {
    gateway.standIn.behave(({ input }) => {
      const given = input.filter(({ type }) => type === 'function_call_output');
      if (given.length === 3) {
        return { kind: 'text', text: JSON.stringify(given.map(({ output }) => output)) };
      }
      return { kind: 'calls', calls: [{ name: 'get_weather', arguments: '{}' }] };
    });
    let completion = await chat(question);
    for (const round of ['one', 'two', 'three']) {
      expect(completion.finishReason).toBe('TOOL_CALLS');
      completion = await ended(await submit(outputs(completion, round)));
      expect(lastSent()).toEqual(onlyTheOutput);
    }
    expect(completion.text).toBe('["one","two","three"]');
  });

  it('answers the same calls again when outputs are submitted again, with the whole history', async () => {
    const first = await chat(question);
    await ended(await submit(outputs(first)));
    const again = await ended(await submit(outputs(first, 'Sun in Oslo.')));
    expect(again.text).toContain('Sun in Oslo.');
    const withReasoning = ['message', 'reasoning', 'function_call', 'function_call_output'];
    expect(lastSent()).toEqual(
      byEngine('repeatedRequests', { 'app-server': wholeHistory, direct: withReasoning }),
    );
    const { chatCompletion } = await execute(gateway.url, ReadChatDocument, { id: first.id });
    expect(chatCompletion?.nextId).toBe(again.id);
  });

  it('takes another tool choice, for a model that had to call before', async () => {
    const first = await chat({ ...question, toolChoice: { mode: 'REQUIRED' } });
    const second = await ended(await submit({ ...outputs(first), toolChoice: { mode: 'AUTO' } }));
    expect(second).toMatchObject({ finishReason: 'STOP', unmet: [] });
    expect(await submit({ ...outputs(first), toolChoice: { tool: 'sing' } })).toMatchObject({
      __typename: 'InvalidRequestError',
      param: 'toolChoice.tool',
    });
  });

  it.each<[string, (ids: readonly string[]) => SubmitToolOutputsInput['outputs'], object]>([
    [
      'an output for a call that was not made',
      ([one = '', two = '']) => [
        { toolCallId: one, content: [{ text: '1' }] },
        { toolCallId: 'call_none', content: [{ text: '2' }] },
        { toolCallId: two, content: [{ text: '3' }] },
      ],
      {
        param: 'outputs[1].toolCallId',
        message: "outputs[1].toolCallId: the completion made no call 'call_none'.",
      },
    ],
    [
      'two outputs for one call',
      ([one = '']) => [
        { toolCallId: one, content: [{ text: '1' }] },
        { toolCallId: one, content: [{ text: '2' }] },
      ],
      { param: 'outputs[1].toolCallId' },
    ],
    [
      'a call without an output',
      ([, two = '']) => [{ toolCallId: two, content: [{ text: '2' }] }],
      {
        param: 'outputs',
        message: expect.stringMatching(
          /^outputs: each call needs its output; missing: 'call_\w+'\.$/,
        ),
      },
    ],
    [
      'an output of nothing',
      ([one = '', two = '']) => [
        { toolCallId: one, content: [] },
        { toolCallId: two, content: [{ text: '2' }] },
      ],
      { param: 'outputs[0].content' },
    ],
  ])('refuses %s, and the turn still waits', async (_what, bad, error) => {
    gateway.standIn.behave(() => twoCalls);
    const first = await chat(question);
    gateway.standIn.behave(undefined);
    const ids = first.toolCalls.map(({ callId }) => callId);
    expect(await submit({ completionId: first.id, outputs: bad(ids) })).toMatchObject({
      __typename: 'InvalidRequestError',
      code: 'INVALID_VALUE',
      ...error,
    });
    expect(await ended(await submit(outputs(first)))).toMatchObject({ finishReason: 'STOP' });
    expect(lastSent()).toEqual([...onlyTheOutput, ...onlyTheOutput]);
  });

  it('refuses a completion that waits for no outputs', async () => {
    const done = await chat(ask('Hi'));
    expect(await submit({ completionId: done.id, outputs: [] })).toMatchObject({
      __typename: 'InvalidRequestError',
      param: 'completionId',
      message:
        'completionId: only a completion that ended with TOOL_CALLS takes outputs; this one: STOP.',
    });
    expect(await submit({ completionId: 'chatcmpl-none', outputs: [] })).toMatchObject({
      __typename: 'CompletionNotFoundError',
    });
  });

  it('refuses a completion that has not ended', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
    const { id, leave } = await startOverRest(gateway.url, 'Say something');
    expect(await submit({ completionId: id, outputs: [] })).toMatchObject({
      __typename: 'InvalidRequestError',
      param: 'completionId',
      message: expect.stringContaining('has not ended yet'),
    });
    leave();
  });

  it('refuses one that REST started, whose client sends the history itself', async () => {
    const tools = [{ type: 'function', function: { name: 'get_weather' } }];
    gateway.standIn.behave(() => twoCalls);
    const body = chatBody({ tools });
    const answer = await postRest(`${gateway.url}/v1/chat/completions`, body);
    const { id }: { readonly id: string } = await answer.json();
    expect(await submit({ completionId: id, outputs: [] })).toMatchObject({
      __typename: 'InvalidRequestError',
      param: 'completionId',
      message: expect.stringContaining('is not kept'),
    });
  });

  it('refuses a client with another API key', async () => {
    const args = ['--api-key', 'one:key-of-one,other:key-of-other', '--admin-keys', 'other'];
    const locked = await startTestGateway({ args });
    const as = async (name: string, body: unknown): Promise<Response> =>
      await post(locked.url, body, { authorization: `Bearer key-of-${name}` });
    const asked = { query: ChatDocument.toString(), variables: { input: question } };
    const { data }: Answer<ChatMutation> = await (await as('one', asked)).json();
    if (data?.chatCompletion.__typename !== 'ChatCompletion') throw new Error('no completion');
    const variables = { input: outputs(data.chatCompletion) };
    const submitted = { query: SubmitOutputsDocument.toString(), variables };
    expect(await (await as('other', submitted)).json()).toMatchObject({
      data: {
        submitToolOutputs: {
          __typename: 'InvalidRequestError',
          param: 'completionId',
          message: 'completionId: the completion was started with another API key.',
        },
      },
    });
    expect(await (await as('one', submitted)).json()).toMatchObject({
      data: { submitToolOutputs: { __typename: 'ChatCompletion' } },
    });
    await locked.close();
  });
});

describe.each(transports)('Subscription.submitToolOutputs over %s', (_name, subscribe) => {
  it('streams the completion that continues the turn', async () => {
    const first = await chat(question);
    const events = await allEvents(
      subscribe(gateway.url, StreamOutputsDocument, { input: outputs(first) }),
    );
    expect(textOf(events)).toContain('Rain in Oslo.');
    expect(events.at(-1)).toMatchObject({ __typename: 'ChatCompletionDone', finishReason: 'STOP' });
    expect(lastSent()).toEqual(onlyTheOutput);
  });

  it('reports in its only event what it cannot continue', async () => {
    const input = { completionId: 'chatcmpl-none', outputs: [] };
    expect(await allEvents(subscribe(gateway.url, StreamOutputsDocument, { input }))).toMatchObject(
      [{ __typename: 'ChatCompletionFailed', error: { code: 'COMPLETION_NOT_FOUND' } }],
    );
  });
});
