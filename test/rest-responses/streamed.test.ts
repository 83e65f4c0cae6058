import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { collect } from '../rest/client.ts';
import { openai, respond, streamed, textOf } from './client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});
afterEach(() => {
  gateway.standIn.behave(undefined);
});

/** The stream's text with what differs from one answer to the next replaced. */
function without(text: string): string {
  return text
    .replaceAll(/"(resp|msg|rs)_\w+"/g, '"$1_ID"')
    .replaceAll(/"(created_at|completed_at)":\d{10},/g, '"$1":0,');
}

const settings =
  '"background":false,"instructions":null,"max_output_tokens":null,"max_tool_calls":null,"metadata":{},"model":"gpt-5.5","parallel_tool_calls":true,"previous_response_id":null,"presence_penalty":0,"frequency_penalty":0,"prompt_cache_key":null,"prompt_cache_retention":null,"reasoning":{"effort":null,"summary":null},"safety_identifier":null,"temperature":1,"text":{"format":{"type":"text"},"verbosity":"medium"},"tool_choice":"auto","tools":[],"top_logprobs":0,"top_p":1,"truncation":"disabled","access_programs":null';
const begun = `"response":{"id":"resp_ID","object":"response","created_at":0,"status":"in_progress","completed_at":null,"error":null,"incomplete_details":null,${settings},"output":[],"service_tier":"auto","store":true,"usage":null}`;
const place = '"item_id":"msg_ID","output_index":0,"content_index":0';
const part = (text: string): string =>
  `"part":{"type":"output_text","annotations":[],"logprobs":[],"text":"${text}"}`;
const item = (status: string, content: string): string =>
  `"id":"msg_ID","type":"message","status":"${status}","role":"assistant","content":[${content}]`;
const hi = '{"type":"output_text","annotations":[],"logprobs":[],"text":"Hi \\"you\\""}';

describe('a streamed response', () => {
  it('is framed as OpenAI frames it, byte for byte', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'Hi "you"' }));
    const response = await respond(gateway.url, { stream: true });

    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      'x-request-id': expect.stringMatching(/^req_/),
    });
    const text = without(await response.text());
    const usage = /"usage":(\{"input_tokens":.*?"total_tokens":\d+\})/.exec(text)?.[1];
    const event = (number: number, type: string, members: string): string =>
      `event: ${type}\ndata: {"type":"${type}","sequence_number":${number},${members}}\n\n`;
    const delta = (number: number, deltaText: string): string =>
      event(number, 'response.output_text.delta', `${place},"delta":"${deltaText}","logprobs":[]`);
    expect(text).toBe(
      [
        event(0, 'response.created', begun),
        event(1, 'response.in_progress', begun),
        event(
          2,
          'response.output_item.added',
          `"output_index":0,"item":{${item('in_progress', '')}}`,
        ),
        event(3, 'response.content_part.added', `${place},${part('')}`),
        delta(4, 'Hi'),
        delta(5, ' \\"'),
        delta(6, 'you'),
        delta(7, '\\"'),
        event(8, 'response.output_text.done', `${place},"logprobs":[],"text":"Hi \\"you\\""`),
        event(9, 'response.content_part.done', `${place},${part('Hi \\"you\\"')}`),
        event(
          10,
          'response.output_item.done',
          `"output_index":0,"item":{${item('completed', hi)}}`,
        ),
        event(
          11,
          'response.completed',
          `"response":{"id":"resp_ID","object":"response","created_at":0,"status":"completed","completed_at":0,"error":null,"incomplete_details":null,${settings},"output":[{${item('completed', hi)}}],"service_tier":"default","store":true,"usage":${usage}}`,
        ),
      ].join(''),
    );
  });

  it('satisfies the stream helper of the SDK', async () => {
    const helper = openai(gateway.url).responses.stream({ model: 'gpt-5.5', input: 'Count to 5' });
    const final = await helper.finalResponse();

    expect(final.output_text).toBe('1 2 3 4 5');
    expect(final.status).toBe('completed');
    const completion = await gateway.core.completion(final.id);
    expect(final.usage?.total_tokens).toBe(completion?.usage?.totalTokens);
  });

  it('lists the ignored fields in a header', async () => {
    const more = { stream: true, temperature: 0.2, stream_options: { include_obfuscation: true } };
    const response = await respond(gateway.url, more);

    expect(response.headers.get('x-codex-serve-ignored')).toBe(
      byEngine('sampling', {
        'app-server': 'temperature, stream_options.include_obfuscation',
        direct: 'stream_options.include_obfuscation',
      }),
    );
    await response.text();
  });
});

describe('a failure of a streamed response', () => {
  it('before the service begins to answer has its own status', async () => {
    gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'context_length_exceeded',
      message: 'Too long.',
    }));
    const response = await respond(gateway.url, { stream: true });

    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toMatchObject({
      error: { code: 'context_length_exceeded', param: 'input', type: 'invalid_request_error' },
    });
  });

  it('before the service begins to answer tells clients when to try again', async () => {
    gateway.standIn.behave(() => ({
      kind: 'status',
      status: 429,
      body: { error: { type: 'usage_limit_reached', message: 'Used up.', resets_in_seconds: 60 } },
    }));
    const response = await respond(gateway.url, { stream: true });

    expect(response.status).toBe(429);
    expect(response.headers.get('x-should-retry')).toBe('false');
    expect(await response.json()).toMatchObject({ error: { code: 'insufficient_quota' } });
  });

  it('in the middle is an error event and a failed response, with what was said', async () => {
    gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'context_length_exceeded',
      message: 'Too long.',
      text: 'One two three',
      afterTokens: 2,
    }));
    const events = await streamed(gateway.url);

    expect(textOf(events)).toBe('One two');
    const told = {
      code: 'context_length_exceeded',
      message: expect.stringMatching(/context/),
      param: 'input',
    };
    expect(events.slice(-2)).toMatchObject([
      { type: 'error', ...told, error: { ...told, type: 'invalid_request_error' } },
      {
        type: 'response.failed',
        response: {
          status: 'failed',
          error: { code: 'context_length_exceeded' },
          output: [{ status: 'incomplete', content: [{ text: 'One two' }] }],
          usage: null,
        },
      },
    ]);
  });

  it.each(['raw', 'helper'])('in the middle is raised by the SDK (%s)', async (how) => {
    gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'context_length_exceeded',
      message: 'Too long.',
      text: 'One two three',
      afterTokens: 2,
    }));
    const { responses } = openai(gateway.url);
    const ask = { model: 'gpt-5.5', input: 'hi' };
    const read = async (): Promise<void> => {
      if (how === 'raw') await collect(await responses.create({ ...ask, stream: true }));
      else await collect(responses.stream(ask));
    };

    await expect(read()).rejects.toMatchObject({ code: 'context_length_exceeded' });
  });
});

describe('a client that leaves a streamed response', () => {
  it('stops the turn, which is kept as cancelled', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 2 }));
    const { aborted } = gateway.standIn;
    const events = await openai(gateway.url).responses.create({
      model: 'gpt-5.5',
      input: 'hi',
      stream: true,
    });
    const { value } = await events[Symbol.asyncIterator]().next();
    events.controller.abort();

    await gateway.standIn.waitFor((state) => state.aborted > aborted && state.active === 0);
    const id = value?.type === 'response.created' ? value.response.id : '';
    expect((await gateway.core.completion(id))?.status).toBe('cancelled');
  });
});
