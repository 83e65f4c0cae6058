import OpenAI from 'openai';
import { ResponsesWS } from 'openai/resources/responses/ws';
import { afterEach, expect, it } from 'vitest';
import { heard } from '../../support/heard.ts';
import type { Stage } from '../scenarios/stage.ts';

type Event = OpenAI.Responses.ResponsesServerEvent;
type Create = Extract<OpenAI.Responses.ResponsesClientEvent, { type: 'response.create' }>;

const model = 'gpt-5.5';
const tools: OpenAI.Responses.FunctionTool[] = [
  {
    type: 'function',
    name: 'get_time',
    parameters: { type: 'object', properties: {}, additionalProperties: false },
    strict: true,
  },
];

/** OpenAI's SDK over one WebSocket. */
export function webSocket(stage: () => Stage): void {
  const open: ResponsesWS[] = [];
  afterEach(() => {
    open.splice(0).forEach((socket) => socket.close());
  });
  const connect = (): ResponsesWS => {
    const { gateway, apiKey } = stage();
    const socket = new ResponsesWS(new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey }));
    open.push(socket);
    return socket;
  };

  it.each([true, false])('continues over several turns with a tool, stored: %s', async (store) => {
    const ask = asking(connect());
    const reasoning = { effort: 'high', summary: 'auto' } as const;
    const common = { model, tools, store, reasoning };
    const first = await ask({ ...common, input: 'Please use get_time.' });
    const call = first.output.find((item) => item.type === 'function_call');
    const second = await ask({
      ...common,
      previous_response_id: first.id,
      input: [
        { type: 'function_call_output', call_id: call?.call_id ?? '', output: 'Half past four' },
      ],
    });
    const third = await ask({ ...common, previous_response_id: second.id, input: 'Count to 3' });
    const told = textOf(second);

    expect(told).toContain('Half past four');
    expect(textOf(third)).toBe('1 2 3');
    expect(heard(stage().gateway.standIn)).toEqual([
      'user: Please use get_time.',
      'reasoning',
      'call: get_time {}',
      'output: Half past four',
      'reasoning',
      `assistant: ${told}`,
      'user: Count to 3',
    ]);
  });

  it('prepares an answer without asking for it', async () => {
    const ask = asking(connect());
    const { received } = stage().gateway.standIn;
    const prepared = await ask({ model, input: 'My kettle is blue.', generate: false });
    const askedFor = stage().gateway.standIn.received - received;
    const answer = await ask({ model, previous_response_id: prepared.id, input: 'Count to 3' });

    expect(askedFor).toBe(0);
    expect(prepared.output).toEqual([]);
    expect(textOf(answer)).toBe('1 2 3');
    expect(heard(stage().gateway.standIn)).toEqual([
      'user: My kettle is blue.',
      'user: Count to 3',
    ]);
  });

  it('hears of a response that is not there, and asks again', async () => {
    const ask = asking(connect());

    await expect(
      ask({ model, previous_response_id: 'resp_none', input: 'hi' }),
    ).rejects.toMatchObject({
      error: { error: { code: 'previous_response_not_found' } },
    });
    expect(textOf(await ask({ model, input: 'Count to 3' }))).toBe('1 2 3');
  });

  it('forgets what is not stored when its connection ends', async () => {
    const { id } = await asking(connect())({ model, input: 'hi', store: false });

    await expect(
      asking(connect())({ model, previous_response_id: id, input: 'hi' }),
    ).rejects.toMatchObject({ error: { error: { code: 'previous_response_not_found' } } });
  });

  it('hears of a failure in the middle', async () => {
    stage().gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'invalid_prompt',
      message: 'Not about kettles, please.',
      afterTokens: 3,
    }));

    const ask = asking(connect());

    await expect(ask({ model, input: 'hi' })).rejects.toThrow(/kettles/);
    stage().gateway.standIn.behave(undefined);
    expect(textOf(await ask({ model, input: 'Count to 3' }))).toBe('1 2 3');
  });

  it('stops the turn when it closes', async () => {
    const { standIn } = stage().gateway;
    standIn.behave(() => ({ kind: 'stall', afterTokens: 3 }));
    const before = standIn.aborted;
    const socket = connect();
    socket.on('error', () => {});
    socket.on('response.output_text.delta', () => socket.close());
    socket.send({ type: 'response.create', model, input: 'hi' });
    await standIn.waitFor(({ active, aborted }) => active === 0 && aborted === before + 1);

    expect(standIn.active).toBe(0);
  });
}

/** Asks over a connection, one response after the other. Rejects with the first error. */
function asking(socket: ResponsesWS) {
  return async (body: Omit<Create, 'type'>): Promise<OpenAI.Responses.Response> =>
    await new Promise((resolve, reject) => {
      const events: Event[] = [];
      const done = (act: () => void): void => {
        socket.off('event', onEvent);
        socket.off('error', onError);
        act();
      };
      const onError = (error: Error): void => done(() => reject(error));
      const onEvent = (event: Event): void => {
        events.push(event);
        if (event.type === 'response.failed') {
          done(() => reject(new Error(event.response.error?.message)));
        }
        if (event.type !== 'response.completed') return;
        done(() => {
          const numbers = events.map((each) => 'sequence_number' in each && each.sequence_number);
          expect(numbers).toEqual([...numbers.keys()]);
          resolve(event.response);
        });
      };
      socket.on('event', onEvent);
      socket.on('error', onError);
      socket.send({ type: 'response.create', ...body });
    });
}

function textOf({ output }: OpenAI.Responses.Response): string {
  return output
    .flatMap((item) => (item.type === 'message' ? item.content : []))
    .map((part) => (part.type === 'output_text' ? part.text : ''))
    .join('');
}
