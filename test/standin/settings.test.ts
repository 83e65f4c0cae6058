import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStandIn, type StandIn } from '../../src/standin/index.ts';
import { objectsOf, type JsonObject } from '../../src/standin/wire/json.ts';
import { deltas, lastResponse, post, postForEvents, textOf, typeOf } from './wire.ts';

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());

const ask = (body: JsonObject): Promise<JsonObject[]> =>
  postForEvents(standIn, { reasoning: { effort: 'none' }, ...body });

const tool = (name: string): JsonObject => ({
  type: 'function',
  name,
  parameters: { type: 'object' },
});

describe('the model calls', () => {
  const tools = [tool('one'), tool('two'), { type: 'custom', name: 'free' }];
  const called = async (body: JsonObject): Promise<string[]> => {
    const output = objectsOf(lastResponse(await ask({ tools, ...body }))['output']);
    return output.filter(({ type }) => type !== 'message').map((item) => typeOf(item, 'name'));
  };

  test.each<[string, JsonObject, string[]]>([
    ['nothing with none', { input: 'Use the tool one', tool_choice: 'none' }, []],
    ['a tool with required', { input: 'hi', tool_choice: 'required' }, ['one']],
    [
      'the named function',
      { input: 'hi', tool_choice: { type: 'function', name: 'two' } },
      ['two'],
    ],
    [
      'the named custom tool',
      { input: 'Use one', tool_choice: { type: 'custom', name: 'free' } },
      ['free'],
    ],
    [
      'none but the allowed tools',
      {
        input: 'Use one and two',
        tool_choice: { type: 'allowed_tools', mode: 'auto', tools: [tool('two')] },
      },
      ['two'],
    ],
    [
      'one of the allowed tools where it must',
      {
        input: 'hi',
        tool_choice: { type: 'allowed_tools', mode: 'required', tools: [tool('two')] },
      },
      ['two'],
    ],
    ['one tool at a time', { input: 'Use one and two', parallel_tool_calls: false }, ['one']],
  ])('%s', async (_name, body, names) => {
    expect(await called(body)).toEqual(names);
  });

  test('no tool that is not there: the choice is refused', async () => {
    const tool_choice = { type: 'function', name: 'three' };
    const reply = await post(standIn, { input: 'hi', tools, tool_choice });
    expect([reply.status, await reply.json()]).toMatchObject([
      400,
      { error: { message: "Tool choice 'three' not found in 'tools' parameter." } },
    ]);
  });
});

test('a grammar needs a known syntax', async () => {
  const format = { type: 'grammar', syntax: 'bnf', definition: 'a' };
  const tools = [{ type: 'custom', name: 'free', format }];
  expect(await (await post(standIn, { input: 'hi', tools })).json()).toMatchObject({
    error: { param: 'tools[0].format.syntax' },
  });
});

test('a token limit ends the answer as incomplete, and counts reasoning', async () => {
  const events = await ask({ input: 'Count to 50', max_output_tokens: 20 });
  expect(lastResponse(events)).toMatchObject({
    status: 'incomplete',
    incomplete_details: { reason: 'max_output_tokens' },
    max_output_tokens: 20,
    usage: { output_tokens: 20 },
  });
  expect(textOf(events)).toMatch(/ 20$/);

  const thinking = await ask({
    input: 'Count to 50',
    max_output_tokens: 70,
    reasoning: { effort: 'medium' },
  });
  expect(textOf(thinking)).toBe('1 2 3 4 5 6');
  expect(lastResponse(thinking)).toMatchObject({
    usage: { output_tokens: 70, output_tokens_details: { reasoning_tokens: 64 } },
  });
});

test('sampling and labels are repeated in the response', async () => {
  const sent = {
    temperature: 0.2,
    top_p: 0.9,
    top_logprobs: 3,
    user: 'ada',
    metadata: { a: 'b' },
    safety_identifier: 's',
    truncation: 'auto',
  };
  expect(lastResponse(await ask({ input: 'Count to 2', ...sent }))).toMatchObject(sent);
});

test('each token comes with its probability and the alternatives asked for', async () => {
  const include = ['message.output_text.logprobs'];
  const events = await ask({ input: 'Count to 3', include, top_logprobs: 2 });
  const ofDeltas = events
    .filter((event) => typeOf(event) === 'response.output_text.delta')
    .flatMap(({ logprobs }) => objectsOf(logprobs));
  const done = events.find((event) => typeOf(event) === 'response.output_text.done');
  const [message] = objectsOf(lastResponse(events)['output']);
  const [part] = objectsOf(message?.['content']);

  expect(ofDeltas.map(({ token }) => token)).toEqual(deltas(events, 'response.output_text.delta'));
  expect(ofDeltas[0]).toEqual({
    token: '1',
    logprob: -0.01,
    bytes: [49],
    top_logprobs: [
      { token: '1', logprob: -0.01, bytes: [49] },
      { token: '1?', logprob: -3.01, bytes: [49, 63] },
    ],
  });
  expect(objectsOf(done?.['logprobs'])).toEqual(ofDeltas);
  expect(objectsOf(part?.['logprobs'])).toEqual(ofDeltas);
});

test('a web search comes before the answer, which cites it, with sources if asked for', async () => {
  const include = ['web_search_call.action.sources'];
  const tools = [{ type: 'web_search' }];
  const events = await ask({ input: 'Search the web for tea', tools, include });
  const [search, message] = objectsOf(lastResponse(events)['output']);
  expect(search).toMatchObject({
    type: 'web_search_call',
    status: 'completed',
    action: { query: 'tea', sources: [{ type: 'url', url: 'https://example.com/tea' }] },
  });
  const [part] = objectsOf(message?.['content']);
  const [citation] = objectsOf(part?.['annotations']);
  expect(
    typeOf(part, 'text').slice(Number(citation?.['start_index']), Number(citation?.['end_index'])),
  ).toBe('([example.com](https://example.com/tea))');
  expect(textOf(await ask({ input: 'Search the web for tea' }))).not.toContain('example.com');
});
