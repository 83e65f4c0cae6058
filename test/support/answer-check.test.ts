import { describe, expect, it } from 'vitest';
import { checkOf } from './answer-check.ts';
import { checkedFetch } from './checked-fetch.ts';

const head = '"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m"';
const role = chunk('{"role":"assistant","content":"","refusal":null}');
const text = chunk('{"content":"Hi"}');
const finish = chunk('{}', '"stop"');
const usage = `data: {${head},"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}\n\n`;
const done = 'data: [DONE]\n\n';
const failure = 'data: {"error":{"message":"m","type":"t","param":null,"code":null}}\n\n';

function chunk(delta: string, reason = 'null'): string {
  return `data: {${head},"choices":[{"index":0,"delta":${delta},"finish_reason":${reason}}]}\n\n`;
}

function call(delta: string): string {
  return chunk(`{"tool_calls":[${delta}]}`);
}

function faultsOf(body: string, contentType: string, status = 200): string[] {
  const faults: string[] = [];
  const check = checkOf(
    'POST',
    'http://gateway/v1/chat/completions',
    new Response(null, { status, headers: { 'content-type': contentType } }),
    (fault) => faults.push(fault),
  );
  check?.push(body.slice(0, 50));
  check?.push(body.slice(50));
  check?.end();
  return faults.map((fault) => fault.split(/[\n{]/)[0] ?? '');
}

describe('a stream', () => {
  it.each([
    ['with text', [role, ': keepalive\n\n', text, finish, usage, done]],
    [
      'with calls',
      [
        role,
        call('{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}'),
        call('{"index":0,"function":{"arguments":"{}"}}'),
        call('{"index":1,"id":"b","type":"function","function":{"name":"f","arguments":""}}'),
        finish,
        done,
      ],
    ],
    ['that fails', [role, text, failure]],
    ['with a line break of Unicode', [role, chunk('{"content":"a\u2028b\u2029c"}'), finish, done]],
  ])('%s passes', (_name, events) => {
    expect(faultsOf(events.join(''), 'text/event-stream')).toEqual([]);
  });

  it.each([
    ['choice 0 has no role: ', [text, role, finish, done]],
    ['choice 0 has no finish_reason', [role, text, done]],
    ['choice 0 continues after its end: ', [role, finish, text, done]],
    ['choice 0 ends together with a delta: ', [role, chunk('{"content":"x"}', '"stop"'), done]],
    ['the usage is not last: ', [role, usage, finish, done]],
    ['another id: ', [role, finish, usage.replace('chatcmpl-1', 'chatcmpl-2'), done]],
    ['an event follows the end: data: ', [role, finish, done, failure]],
    ['an event is not one line of data: event: ping', [role, 'event: ping\n\n', finish, done]],
    ['not JSON: oops', ['data: oops\n\n', role, finish, done]],
    ['the last event is not whole: x', [role, finish, done, 'x']],
    ['the stream ends without [DONE] and without an error', [role, finish]],
    ['tool call 1 is out of sequence: ', [role, call('{"index":1}'), finish, done]],
    [
      'tool call 0 begins without its id, type or name: ',
      [role, call('{"index":0,"id":"a"}'), finish, done],
    ],
    ['choice 0 has empty tool_calls: ', [role, chunk('{"tool_calls":[]}'), finish, done]],
    [
      'not a CreateChatCompletionStreamResponse: /choices/0/finish_reason must be equal to one of the allowed values',
      [role, chunk('{}', '"done"'), done],
    ],
  ])('is told that %s', (fault, events) => {
    const named = faultsOf(events.join(''), 'text/event-stream').map((each) =>
      each.replace('POST /chat/completions: ', ''),
    );

    expect(named).toContain(fault);
  });
});

describe('a whole answer', () => {
  it('that lacks a member is at fault', () => {
    expect(faultsOf('{"id":"1","choices":[],"created":1,"model":"m"}', 'application/json')).toEqual(
      [
        "POST /chat/completions: not a CreateChatCompletionResponse:  must have required property 'object'",
      ],
    );
  });

  it('that is an error has all four of its members', () => {
    const body = '{"error":{"message":"m","type":"t","param":null}}';

    expect(faultsOf(body, 'application/json', 400)).toEqual([
      "POST /chat/completions: not a ErrorResponse: /error must have required property 'code'",
    ]);
  });

  it('that is no JSON is at fault', () => {
    expect(faultsOf('<html>', 'text/html', 404)).toEqual([
      'POST /chat/completions: its content type is text/html',
      'POST /chat/completions: not JSON: <html>',
    ]);
  });
});

describe('a checked fetch', () => {
  it('leaves the answer as it is, and reports what is wrong with it', async () => {
    const faults: string[] = [];
    const body = '{"object":"list","data":[{"id":"gpt-5.5 🫖"}]}';
    const init = { headers: { 'content-type': 'application/json' } };
    const given = async (): Promise<Response> => new Response(body, init);
    const answer = await checkedFetch(given, (fault) => faults.push(fault))(
      'http://gateway/models',
    );

    expect(faults).toEqual([]);
    expect(answer.url).toBe('http://gateway/models');
    expect(await answer.text()).toBe(body);
    expect(faults).toHaveLength(3);
    expect(faults[0]).toContain(
      'GET /models: not a ListModelsResponse: /data/0 must have required',
    );
  });
});
