import { describe, expect, it } from 'vitest';
import { anonymous } from '../../../src/codex/completion/client.ts';
import { LiveCompletion } from '../../../src/codex/completion/live-completion.ts';
import type { CompletionRequest } from '../../../src/codex/completion/request.ts';
import type { ToolCall } from '../../../src/codex/completion/tools.ts';
import { createShaper, type AnswerEnd } from '../../../src/codex/shaping/shaper.ts';
import { ask } from '../../support/core.ts';
import { looseSchema, schemaFormat, strictSchema } from './formats.ts';
import { splits } from './splits.ts';

const call: ToolCall = { type: 'function', id: 'call_1', name: 'now', input: '{}' };
const usage = {
  inputTokens: 9,
  cachedInputTokens: 0,
  cacheWriteInputTokens: 0,
  outputTokens: 4,
  reasoningOutputTokens: 0,
  totalTokens: 13,
};
const stopped: AnswerEnd = { finishReason: 'stop', usage };

/** An answer's completion, when it has been through a shaper. */
async function shape(
  more: Partial<CompletionRequest>,
  deltas: readonly (string | ToolCall)[],
  outcome: AnswerEnd = stopped,
): Promise<{ completion: LiveCompletion; deltas: string[] }> {
  const request = ask('What is the weather?', more);
  const completion = new LiveCompletion({
    id: 'chatcmpl-1',
    model: request.model,
    effort: null,
    surface: 'rest',
    client: anonymous,
  });
  const shaper = createShaper(request, completion);
  for (const delta of deltas) {
    if (typeof delta === 'string') shaper.delta(delta);
    else shaper.toolCall(delta);
  }
  shaper.end(outcome);
  const passed: string[] = [];
  for await (const event of completion.events()) {
    if (event.type === 'delta') passed.push(event.text);
  }
  return { completion, deltas: passed };
}

describe('a shaped answer', () => {
  it('goes on unchanged when nothing was asked for', async () => {
    const { completion, deltas } = await shape({}, ['one ', 'two']);

    expect(deltas).toEqual(['one ', 'two']);
    expect(await completion.result()).toMatchObject({ finishReason: 'stop', usage });
    expect(completion.stopped.aborted).toBe(false);
  });

  it('ends before a stop sequence, and stops its turn', async () => {
    for (const deltas of splits('one two END three', 20, 1)) {
      const { completion } = await shape({ stop: [' END', 'three'] }, deltas);

      expect(await completion.result()).toMatchObject({ text: 'one two', finishReason: 'stop' });
      expect(completion.stopped.aborted).toBe(true);
    }
  });

  it('gives out what it held back when the answer ends', async () => {
    const { completion } = await shape({ stop: ['</answer>'] }, ['one </ans']);

    expect(await completion.result()).toMatchObject({ text: 'one </ans', usage });
  });

  it('ends at the limit of tokens, with an estimate of the usage', async () => {
    for (const deltas of splits('one two three four five', 20, 2)) {
      const { completion } = await shape({ maxOutputTokens: 3 }, deltas);

      expect(await completion.result()).toMatchObject({
        text: 'one two three',
        finishReason: 'length',
        usage: { ...usage, inputTokens: 8, outputTokens: 3, totalTokens: 11 },
      });
      expect(completion.stopped.aborted).toBe(true);
    }
  });

  it.each(['length', 'content_filter'] as const)(
    'estimates the usage of an answer that the service ended with %s',
    async (finishReason) => {
      const { completion } = await shape({}, ['one two'], { finishReason, usage: null });

      expect(await completion.result()).toMatchObject({
        finishReason,
        usage: { ...usage, inputTokens: 8, outputTokens: 2, totalTokens: 10 },
      });
    },
  );
});

describe('a JSON answer', () => {
  const format = { type: 'json_object' } as const;

  it('comes as one delta when it is whole', async () => {
    const { completion, deltas } = await shape({ format }, ['```json\n{"a"', ': 1}', '\n```']);

    expect(deltas).toEqual(['{"a": 1}']);
    expect(await completion.result()).toMatchObject({ finishReason: 'stop', usage });
  });

  it('fails when the model wrote prose, and quotes its beginning', async () => {
    const { completion, deltas } = await shape({ format }, ['I am ', 'sorry.']);

    expect(deltas).toEqual([]);
    await expect(completion.result()).rejects.toMatchObject({
      name: 'UpstreamError',
      code: 'upstream_error',
      message:
        'The model\'s answer does not have the asked-for format: it is not JSON. It begins: "I am sorry."',
    });
  });

  it('fails when the model wrote nothing', async () => {
    const { completion } = await shape({ format }, []);

    await expect(completion.result()).rejects.toMatchObject({
      message:
        "The model's answer does not have the asked-for format: it is not JSON. It is empty.",
    });
  });

  it('is checked against a schema that strict mode refuses', async () => {
    const loose = { format: schemaFormat(looseSchema, false) };
    const right = await shape(loose, ['{"city": ', '"Oslo",}']);
    const wrong = await shape(loose, ['{"town": "Oslo"}']);

    expect(right.deltas).toEqual(['{"city": "Oslo"}']);
    await expect(wrong.completion.result()).rejects.toMatchObject({
      message:
        'The model\'s answer does not have the asked-for format: it must have required property \'city\'. It begins: "{\\"town\\": \\"Oslo\\"}"',
    });
  });

  it.each([true, false])('streams when the service holds it to its schema', async (isStrict) => {
    const strict = { format: schemaFormat(strictSchema, isStrict) };
    const { deltas } = await shape(strict, ['{"city":"Os', 'lo","degrees":null}']);

    expect(deltas).toEqual(['{"city":"Os', 'lo","degrees":null}']);
  });

  it('is refused before it begins when its schema cannot be checked', () => {
    const request = ask('hi', { format: schemaFormat({ type: 'text' }, false) });
    const { model, surface } = request;
    const completion = new LiveCompletion({
      id: 'chatcmpl-1',
      model,
      effort: null,
      surface,
      client: anonymous,
    });

    expect(() => createShaper(request, completion)).toThrow(
      expect.objectContaining({ param: 'response_format.json_schema.schema' }),
    );
  });

  it.each(['length', 'content_filter'] as const)(
    'is given out as it came when the service ended it with %s',
    async (finishReason) => {
      const { deltas } = await shape({ format }, ['{"a', '": 1'], { finishReason, usage: null });

      expect(deltas).toEqual(['{"a": 1']);
    },
  );

  it('is given out as it came when it reaches the limit', async () => {
    const { completion } = await shape({ format, maxOutputTokens: 4 }, ['{"one": [1, 2, 3]}']);

    expect(await completion.result()).toMatchObject({
      text: '{"one": [',
      finishReason: 'length',
    });
  });

  it('is mended when a stop sequence ended it', async () => {
    const { completion } = await shape({ format, stop: ['\n\n'] }, ['{"a": 1}\n', '\nThat is it.']);

    expect(await completion.result()).toMatchObject({ text: '{"a": 1}', finishReason: 'stop' });
    expect(completion.stopped.aborted).toBe(true);
  });

  it('fails and stops its turn when a stop sequence left no JSON', async () => {
    const { completion } = await shape({ format, stop: ['!'] }, ['No', '! {"a": 1}']);

    await expect(completion.result()).rejects.toMatchObject({ code: 'upstream_error' });
    expect(completion.stopped.aborted).toBe(true);
  });

  it('leaves the text before a tool call as it is', async () => {
    const { completion, deltas } = await shape(
      { format, stop: ['...'] },
      ['Let me ', 'look..', call],
      { finishReason: 'tool_calls', usage },
    );

    expect(deltas).toEqual(['Let me look..']);
    expect(await completion.result()).toMatchObject({
      toolCalls: [call],
      finishReason: 'tool_calls',
      usage,
    });
  });
});
