import { describe, expect, it } from 'vitest';
import { localCaller } from '../../support/callers.ts';
import { LiveCompletion } from '../../../src/codex/completion/live-completion.ts';
import type { CompletionRequest } from '../../../src/codex/completion/request.ts';
import type { ToolCall } from '../../../src/codex/completion/tools.ts';
import type { AnswerOutcome } from '../../../src/codex/engine/turn.ts';
import { noCapabilities } from '../../../src/codex/engine/capabilities.ts';
import { createShaper } from '../../../src/codex/shaping/shaper.ts';
import { ask } from '../../support/core.ts';
import { functionTool } from '../../support/tool-loop.ts';
import { schemaFormat, strictSchema } from './formats.ts';
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
const stopped: AnswerOutcome = { finishReason: 'stop', usage };

/** An answer's completion, when it has been through a shaper. */
async function shape(
  more: Partial<CompletionRequest>,
  deltas: readonly (string | ToolCall)[],
  outcome: AnswerOutcome = stopped,
): Promise<{ completion: LiveCompletion; deltas: string[] }> {
  const request = ask('What is the weather?', more);
  const completion = new LiveCompletion({
    id: 'chatcmpl-1',
    model: request.model,
    effort: null,
    surface: 'CHAT_COMPLETIONS',
    caller: localCaller,
  });
  const shaper = createShaper(request, completion, noCapabilities);
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
  it('passes unchanged when nothing was asked for', async () => {
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

  it('releases what it held back when the answer ends', async () => {
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

  it('comes as one delta where it is delivered whole', async () => {
    const { completion, deltas } = await shape({ format, delivery: 'whole' }, [
      '```json\n{"a"',
      ': 1,}',
      '\n```',
    ]);

    expect(deltas).toEqual(['{"a": 1}']);
    expect(await completion.result()).toMatchObject({ finishReason: 'stop', usage });
    expect(completion.unmet).toEqual([]);
  });

  it('is streamed without the code fence around it', async () => {
    const { completion, deltas } = await shape({ format }, ['```json\n{"a"', ': 1}', '\n```']);

    expect(deltas).toEqual(['{"a"', ': 1}']);
    expect(completion.unmet).toEqual([]);
  });

  it.each(['whole', 'streamed'] as const)(
    'comes as it came, and marked, where the model wrote prose (%s)',
    async (delivery) => {
      const { completion } = await shape({ format, delivery }, [' I am ', 'sorry.']);

      expect(await completion.result()).toMatchObject({
        text: ' I am sorry.',
        finishReason: 'stop',
        usage,
      });
      expect(completion.unmet).toEqual(['response_format']);
    },
  );

  it('is marked where the model wrote nothing', async () => {
    const { completion, deltas } = await shape({ format }, []);

    expect(deltas).toEqual([]);
    expect(await completion.result()).toMatchObject({ text: '', finishReason: 'stop' });
    expect(completion.unmet).toEqual(['response_format']);
  });

  it.each([true, false])('is checked against its schema (strict: %s)', async (isStrict) => {
    const strict = { format: schemaFormat(strictSchema, isStrict) };
    const right = await shape(strict, ['{"city":"Os', 'lo","degrees":null}']);
    const wrong = await shape(strict, ['{"town":"Os', 'lo"}']);

    expect(right.deltas).toEqual(['{"city":"Os', 'lo","degrees":null}']);
    expect(wrong.deltas).toEqual(['{"town":"Os', 'lo"}']);
    expect([right.completion.unmet, wrong.completion.unmet]).toEqual([[], ['response_format']]);
  });

  it('is taken as it is where its schema cannot be checked', async () => {
    const { completion } = await shape({ format: schemaFormat({ type: 'text' }, false) }, ['1']);

    expect(await completion.result()).toMatchObject({ text: '1' });
    expect(completion.unmet).toEqual([]);
  });

  it.each(['length', 'content_filter'] as const)(
    'is given out as it came when the service ended it with %s',
    async (finishReason) => {
      const { completion, deltas } = await shape({ format, delivery: 'whole' }, ['{"a', '": 1'], {
        finishReason,
        usage: null,
      });

      expect(deltas).toEqual(['{"a": 1']);
      expect(completion.unmet).toEqual([]);
    },
  );

  it('is given out as it came when it reaches the limit', async () => {
    const { completion } = await shape({ format, maxOutputTokens: 4 }, ['{"one": [1, 2, 3]}']);

    expect(await completion.result()).toMatchObject({
      text: '{"one": [',
      finishReason: 'length',
    });
  });

  it('may be ended by a stop sequence', async () => {
    const { completion } = await shape({ format, stop: ['\n\n'] }, ['{"a": 1}\n', '\nThat is it.']);

    expect(await completion.result()).toMatchObject({ text: '{"a": 1}', finishReason: 'stop' });
    expect(completion.stopped.aborted).toBe(true);
  });

  it('is marked, and stops its turn, when a stop sequence left no JSON', async () => {
    const { completion } = await shape({ format, stop: ['!'] }, ['No', '! {"a": 1}']);

    expect(await completion.result()).toMatchObject({ text: 'No', finishReason: 'stop' });
    expect(completion.unmet).toEqual(['response_format']);
    expect(completion.stopped.aborted).toBe(true);
  });

  it.each(['whole', 'streamed'] as const)(
    'leaves the text before a tool call as it is (%s)',
    async (delivery) => {
      const { completion } = await shape(
        { format, delivery, stop: ['...'] },
        [' Let me ', 'look..', call],
        { finishReason: 'tool_calls', usage },
      );

      expect(await completion.result()).toMatchObject({
        text: ' Let me look..',
        toolCalls: [call],
        finishReason: 'tool_calls',
        usage,
      });
      expect(completion.unmet).toEqual([]);
    },
  );

  const tools = [functionTool('now')];
  const [first, second] = [call, { ...call, id: 'call_2' }];
  const called: AnswerOutcome = { finishReason: 'tool_calls', usage };

  it.each<[Partial<CompletionRequest>, (string | ToolCall)[], AnswerOutcome, string[]]>([
    [{ tools, toolChoice: 'required' }, ['No.'], stopped, ['tool_choice']],
    [{ tools, toolChoice: { name: 'now' } }, ['No.'], stopped, ['tool_choice']],
    [{ tools, toolChoice: { mode: 'required', allowed: ['now'] } }, [], stopped, ['tool_choice']],
    [{ tools, toolChoice: { mode: 'auto', allowed: ['now'] } }, ['No.'], stopped, []],
    [{ tools, toolChoice: 'required' }, [first], called, []],
    [{ tools, toolChoice: 'required' }, ['N'], { finishReason: 'length', usage }, []],
    [{ tools, allowsParallelToolCalls: false }, [first, second], called, ['parallel_tool_calls']],
    [{ tools, allowsParallelToolCalls: false }, [first], called, []],
    [{ topLogprobs: 0 }, ['Yes.'], stopped, ['logprobs']],
    [{ topLogprobs: 0 }, [first], called, []],
  ])('names what it does not honor: %j', async (more, deltas, outcome, unmet) => {
    const { completion } = await shape(more, deltas, outcome);
    expect(completion.unmet).toEqual(unmet);
  });
});
