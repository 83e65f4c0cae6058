import OpenAI from 'openai';
import { z } from 'zod';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WatchChatDocument } from '../generated/graphql.ts';
import { collect, openai } from '../rest/client.ts';
import { allEvents, transports } from '../schema/clients.ts';
import { plainFetch } from '../support/checked-fetch.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

const text =
  'Write a note of many words: the harbour lies in fog, and the lamps burn until the morning comes.';
const note: OpenAI.ChatCompletionTool = {
  type: 'function',
  function: {
    name: 'write_note',
    parameters: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
  },
};
const customCall = z.object({
  tool_calls: z.array(
    z.object({
      index: z.literal(0),
      type: z.literal('custom').optional(),
      custom: z.object({ name: z.string().optional(), input: z.string() }),
    }),
  ),
});
const asked = {
  model: 'gpt-5.5',
  messages: [{ role: 'user' as const, content: 'hello' }],
  tools: [note],
};

describe.each(['websocket', 'sse'] as const)(
  'the direct engine, upstream over %s,',
  (transport) => {
    let gateway: TestGateway;
    let client: OpenAI;

    beforeAll(async () => {
      gateway = await startTestGateway({ transport, args: ['--engine', 'direct'] });
      client = openai(gateway.url);
    });
    afterEach(() => {
      gateway.standIn.behave(undefined);
    });
    afterAll(async () => {
      await gateway.close();
    });

    const input = JSON.stringify({ text });
    const calls = [
      { name: 'write_note', arguments: input },
      { name: 'write_note', arguments: '{}' },
    ];

    /** The pieces of each call's arguments in a stream. */
    function piecesIn(chunks: readonly OpenAI.ChatCompletionChunk[]): string[][] {
      const pieces: string[][] = [];
      for (const call of chunks.flatMap(({ choices }) => choices[0]?.delta.tool_calls ?? [])) {
        (pieces[call.index] ??= []).push(call.function?.arguments ?? '');
      }
      return pieces;
    }

    it('streams the arguments of each call as the model writes them', async () => {
      gateway.standIn.behave(() => ({ kind: 'calls', calls }));
      const chunks = await collect(
        await client.chat.completions.create({ ...asked, stream: true }),
      );
      const [first = [], second = []] = piecesIn(chunks);

      expect(first.length).toBeGreaterThan(5);
      expect([first.join(''), second.join('')]).toEqual([input, '{}']);
      expect(first[0]).toBe('');
    });

    it("gives the SDK's helper the same calls as an answer that is not streamed", async () => {
      const callIds = ['call_one', 'call_two'];
      gateway.standIn.behave(() => ({
        kind: 'calls',
        calls: calls.map((call, index) => ({ ...call, callId: callIds[index] ?? '' })),
      }));
      let snapshots = 0;
      const helper = client.chat.completions.stream(asked);
      helper.on('tool_calls.function.arguments.delta', () => (snapshots += 1));
      const streamed = await helper.finalMessage();
      const whole = await client.chat.completions.create(asked);

      expect(streamed.tool_calls).toEqual(whole.choices[0]?.message.tool_calls);
      expect(streamed.tool_calls?.map(({ id }) => id)).toEqual(callIds);
      expect(snapshots).toBeGreaterThan(5);
    });

    it('runs the loop of the SDK over calls in pieces', async () => {
      const noted: string[] = [];
      const runner = client.chat.completions.runTools({
        model: 'gpt-5.5',
        messages: [{ role: 'user', content: 'call write_note with fog' }],
        stream: true,
        tools: [
          {
            type: 'function',
            function: {
              name: 'write_note',
              description: 'Writes a note.',
              parameters: { type: 'object', properties: { text: { type: 'string' } } },
              function: (written: string) => {
                noted.push(written);
                return 'It is noted.';
              },
            },
          },
        ],
      });
      expect(await runner.finalContent()).toContain('It is noted.');
      expect(noted.map((given) => JSON.parse(given))).toEqual([{ text: expect.any(String) }]);
    });

    it('streams the calls of a subscription in pieces, and resumes within one', async () => {
      gateway.standIn.behave(() => ({ kind: 'calls', calls }));
      const [head] = await collect(
        await client.chat.completions.create({ ...asked, stream: true }),
      );
      const id = head?.id ?? '';
      for (const [, subscribe] of transports) {
        const events = await allEvents(subscribe(gateway.url, WatchChatDocument, { id, after: 4 }));
        const rest = events.map((event) =>
          event.__typename === 'ChatCompletionToolCallDelta' && event.index === 0 ? event.text : '',
        );
        expect(input.endsWith(rest.join(''))).toBe(true);
        expect(rest.join('').length).toBeGreaterThan(10);
        expect(events.find((event) => event.__typename === 'ChatCompletionToolCall')).toMatchObject(
          {
            toolCall: { input },
          },
        );
      }
    });

    it.each([2, 3, 4, 5, 9, 14, 30])(
      'continues a call that is cut after %i events, once and under its first id',
      async (events) => {
        const messages: OpenAI.ChatCompletionMessageParam[] = [
          { role: 'user', content: `call write_note with ${text}` },
        ];
        let attempts = 0;
        gateway.standIn.behave(() =>
          attempts++ === 0 ? { kind: 'cut', after: { events } } : undefined,
        );
        const helper = client.chat.completions.stream({ ...asked, messages });
        const ids = new Set<string>();
        helper.on('chunk', ({ choices }) => {
          for (const { id } of choices[0]?.delta.tool_calls ?? [])
            if (id !== undefined) ids.add(id);
        });
        const message = await helper.finalMessage();
        expect(attempts).toBe(2);
        gateway.standIn.behave(undefined);
        const whole = await client.chat.completions.create({ ...asked, messages });
        const [call] = message.tool_calls ?? [];
        const [other] = whole.choices[0]?.message.tool_calls ?? [];

        expect(message.tool_calls).toHaveLength(1);
        expect(call).toMatchObject(other?.type === 'function' ? { function: other.function } : {});
        expect([...ids]).toEqual([call?.id]);
        messages.push(message, { role: 'tool', tool_call_id: call?.id ?? '', content: 'Noted.' });
        const last = await client.chat.completions.create({ ...asked, messages });
        expect(last.choices[0]?.message.content).toContain('Noted.');
      },
    );

    it('counts the tokens of a call that the service cuts, which is no call of the answer', async () => {
      const messages = [{ role: 'user' as const, content: `call write_note with ${text}` }];
      gateway.standIn.behave(() => ({
        kind: 'incomplete',
        reason: 'max_output_tokens',
        afterTokens: 5,
      }));
      const body = { ...asked, messages };
      const chunks = await collect(
        await client.chat.completions.create({
          ...body,
          stream: true,
          stream_options: { include_usage: true },
        }),
      );
      const whole = await client.chat.completions.create(body);

      expect(piecesIn(chunks)[0]?.length).toBeGreaterThan(1);
      expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('length');
      expect(chunks.at(-1)?.usage).toMatchObject({ completion_tokens: expect.any(Number) });
      expect(chunks.at(-1)?.usage).not.toHaveProperty('codex_serve_estimated');
      expect(whole.choices[0]?.message).not.toHaveProperty('tool_calls');
      expect(whole.choices[0]?.finish_reason).toBe('length');
    });

    it('streams a refusal as the model says it', async () => {
      gateway.standIn.behave(() => ({ kind: 'refusal', refusal: 'I am sorry, I cannot do that.' }));
      const chunks = await collect(
        await client.chat.completions.create({ ...asked, stream: true }),
      );
      const pieces = chunks.flatMap(({ choices }) => choices[0]?.delta.refusal ?? []);

      expect(pieces.length).toBeGreaterThan(3);
      expect(pieces.join('')).toBe('I am sorry, I cannot do that.');
      expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('content_filter');
    });

    it('streams the free text of a custom tool', async () => {
      // OpenAI's document knows no streamed call of a custom tool, so its chunks are not checked.
      const unchecked = new OpenAI({
        baseURL: `${gateway.url}/v1`,
        apiKey: 'unused',
        maxRetries: 0,
        fetch: plainFetch,
      });
      const body = {
        model: 'gpt-5.5',
        messages: [{ role: 'user' as const, content: `call apply_patch with ${text}` }],
        tools: [{ type: 'custom' as const, custom: { name: 'apply_patch' } }],
      };
      const stream = await unchecked.chat.completions.create({ ...body, stream: true });
      const deltas = (await collect(stream)).flatMap(({ choices }) => choices[0]?.delta ?? []);
      const pieces = deltas.flatMap((delta) => customCall.safeParse(delta).data?.tool_calls ?? []);
      const whole = await unchecked.chat.completions.create(body);
      const [call] = whole.choices[0]?.message.tool_calls ?? [];

      expect(pieces[0]).toMatchObject({
        type: 'custom',
        custom: { name: 'apply_patch', input: '' },
      });
      expect(pieces.length).toBeGreaterThan(3);
      expect(pieces.map(({ custom }) => custom.input).join('')).toBe(
        call?.type === 'custom' ? call.custom.input : '',
      );
    });
  },
);
