import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { whenAsked } from '../support/when-asked.ts';
import { named, startTracedGateway, type TracedGateway } from './traced-gateway.ts';

const messagesSchema = z.array(z.object({ parts: z.array(z.object({ content: z.string() })) }));

const callsSchema = z.array(z.object({ parts: z.array(z.looseObject({ type: z.string() })) }));

const captured = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' };

const body = {
  model: 'gpt-5.5',
  messages: [
    { role: 'system', content: 'Be a secret agent.' },
    { role: 'user', content: 'The secret question' },
    { role: 'assistant', content: 'A secret answer' },
    { role: 'user', content: 'Use the tool' },
  ],
  tools: [{ type: 'function', function: { name: 'read', description: 'Reads secrets.' } }],
  stop: ['secret stop'],
};

async function askedWith(
  env: NodeJS.ProcessEnv,
  use: (gateway: TracedGateway) => Promise<void>,
): Promise<void> {
  const gateway = await startTracedGateway({ env });
  gateway.standIn.behave(
    whenAsked('Use the tool', {
      kind: 'calls',
      calls: [{ name: 'read', arguments: '{"path":"secret"}', callId: 'call_1' }],
    }),
  );
  await use(gateway);
  await gateway.close();
}

describe('prompts and answers', () => {
  it.each([
    ['by default', undefined],
    ['where the variable says NO_CONTENT', 'NO_CONTENT'],
    ['where the variable is nonsense', 'yes'],
  ])('are in no span %s', async (_name, value) => {
    const env = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: value };
    await askedWith(env, async (gateway) => {
      const sent = await gateway.post('/v1/chat/completions', body);
      expect(JSON.stringify(await sent.spans(3))).not.toMatch(/secret/i);
    });
  });

  it.each(['true', 'SPAN_ONLY'])('are in the span of the completion with %s', async (value) => {
    const env = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: value };
    await askedWith(env, async (gateway) => {
      const spans = await (await gateway.post('/v1/chat/completions', body)).spans(3);
      const { attributes } = named(spans, 'chat gpt-5.5');
      const read = (name: string): unknown => JSON.parse(String(attributes[name]));
      expect(read('gen_ai.system_instructions')).toEqual([
        { type: 'text', content: 'Be a secret agent.' },
      ]);
      expect(read('gen_ai.input.messages')).toEqual([
        { role: 'user', parts: [{ type: 'text', content: 'The secret question' }] },
        { role: 'assistant', parts: [{ type: 'text', content: 'A secret answer' }] },
        { role: 'user', parts: [{ type: 'text', content: 'Use the tool' }] },
      ]);
      expect(read('gen_ai.output.messages')).toEqual([
        {
          role: 'assistant',
          parts: [
            { type: 'tool_call', id: 'call_1', name: 'read', arguments: '{"path":"secret"}' },
          ],
          finish_reason: 'tool_calls',
        },
      ]);
      expect(read('gen_ai.tool.definitions')).toEqual([
        { type: 'function', name: 'read', description: 'Reads secrets.' },
      ]);
      expect(named(spans, 'turn').events.at(-1)?.attributes).toMatchObject({
        'gen_ai.tool.call.arguments': '{"path":"secret"}',
      });
    });
  });

  it('are cut where they are long, and the last messages are kept', async () => {
    const env = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' };
    await askedWith(env, async (gateway) => {
      const long = Array.from({ length: 20 }, () => ({
        role: 'user',
        content: 'word '.repeat(10_000),
      }));
      const messages = [...long, { role: 'user', content: 'The last one' }];
      const sent = await gateway.post('/v1/chat/completions', { model: 'gpt-5.5', messages });
      const text = named(await sent.spans(3), 'chat gpt-5.5').attributes['gen_ai.input.messages'];
      expect(String(text).length).toBeLessThan(64 * 1024 + 1);
      const kept = messagesSchema.parse(JSON.parse(String(text)));
      expect(kept.length).toBeLessThan(6);
      expect(kept.at(-1)?.parts[0]?.content).toBe('The last one');
    });
  });

  it('hold the last parts of a message that is too long by itself, in the question and in the answer', async () => {
    const gateway = await startTracedGateway({ env: captured });
    const calls = Array.from({ length: 5 }, (_, index) => ({
      name: 'write',
      arguments: JSON.stringify({ text: 'word '.repeat(8000) }),
      callId: `call_${index}`,
    }));
    gateway.standIn.behave(() => ({ kind: 'calls', calls }));
    const texts = [...Array.from({ length: 6 }, () => 'word '.repeat(8000)), 'Write it all'];
    const sent = await gateway.post('/v1/chat/completions', {
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: texts.map((text) => ({ type: 'text', text })) }],
      tools: [{ type: 'function', function: { name: 'write' } }],
    });
    const spans = await sent.spans(3);
    const { attributes } = named(spans, 'chat gpt-5.5');
    const partsOf = (name: string): readonly unknown[] => {
      const text = String(attributes[name]);
      expect(text.length).toBeLessThanOrEqual(64 * 1024);
      return callsSchema.parse(JSON.parse(text)).flatMap(({ parts }) => parts);
    };
    const asked = partsOf('gen_ai.input.messages');
    expect(asked).toHaveLength(4);
    expect(asked.at(-1)).toEqual({ type: 'text', content: 'Write it all' });
    expect(partsOf('gen_ai.output.messages')).toMatchObject([
      { id: 'call_2' },
      { id: 'call_3' },
      { id: 'call_4' },
    ]);
    const { events } = named(spans, 'turn');
    const lengths = events.flatMap(({ attributes: { 'gen_ai.tool.call.arguments': text } }) =>
      typeof text === 'string' ? [text.length] : [],
    );
    expect(lengths).toEqual([16_385, 16_385, 16_385, 16_385, 16_385]);
    await gateway.close();
  });
});
