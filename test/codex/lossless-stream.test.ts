import { toUSVString } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { CompletionEvent } from '../../src/codex/completion/events.ts';
import { localCaller } from '../support/callers.ts';
import { LiveCompletion } from '../../src/codex/completion/live-completion.ts';
import { LosslessStream } from '../../src/codex/completion/lossless-stream.ts';

/** More than a completion keeps. */
const many = 40_000;

function start(): LiveCompletion {
  const completion = new LiveCompletion({
    id: 'chatcmpl-1',
    model: 'gpt-5.5',
    effort: null,
    surface: 'CHAT_COMPLETIONS',
    caller: localCaller,
    previousId: null,
  });
  return completion;
}

/** The text of the deltas of a kind. */
function textOf(events: readonly CompletionEvent[], kind: 'delta' | 'reasoning-delta'): string {
  return events.map((event) => (event.type === kind ? event.text : '')).join('');
}

async function rest(stream: LosslessStream): Promise<CompletionEvent[]> {
  const events: CompletionEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

describe('a reader that misses nothing', () => {
  it('gets each event as it came while it keeps up', async () => {
    const completion = start();
    const events = rest(new LosslessStream(completion));
    for (const text of ['One', ' two']) completion.delta(text);
    completion.finish('stop', null);

    expect((await events).map(({ type, sequence }) => [type, sequence])).toEqual([
      ['started', 0],
      ['delta', 1],
      ['delta', 2],
      ['done', 3],
    ]);
  });

  it('gets all of the text, the reasoning and the calls when it comes back too late', async () => {
    const completion = start();
    const stream = new LosslessStream(completion);
    completion.reasoningDelta('Hm', 0);
    completion.delta('Begun');
    const begun = [await stream.next(), await stream.next(), await stream.next()];
    for (let index = 0; index < many; index += 1) completion.reasoningDelta(` ${index}`, 0);
    for (let index = 0; index < many; index += 1) completion.delta(` ${index} 😀`);
    for (const id of ['call_1', 'call_2']) {
      completion.toolCall({ type: 'function', id, name: 'add', input: '{}' });
    }
    completion.finish('tool_calls', null);
    const late = await rest(stream);
    const all = [...begun.flatMap(({ value }) => value ?? []), ...late];

    expect(textOf(all, 'reasoning-delta')).toBe(completion.reasoning);
    expect(textOf(all, 'delta')).toBe(completion.text);
    expect(all.map(({ type }) => type).filter((type) => !type.endsWith('delta'))).toEqual([
      'started',
      'tool-call',
      'tool-call',
      'done',
    ]);
    expect(late.at(-2)).toMatchObject({ index: 1, call: { id: 'call_2' } });
    for (const event of late) {
      if (event.type !== 'delta') continue;
      expect(event.text.length).toBeLessThanOrEqual(4096);
      expect(event.text).toBe(toUSVString(event.text));
    }
  });

  it('continues with live events once it has caught up', async () => {
    const completion = start();
    const stream = new LosslessStream(completion);
    for (let index = 0; index < many; index += 1) completion.delta(`${index} `);
    let text = '';
    while (text.length < completion.text.length) {
      const { value } = await stream.next();
      if (value?.type === 'delta') text += value.text;
      // It comes while the stream replays what was missed.
      if (completion.lastSequence === many) completion.delta('later ');
    }
    completion.delta('the end');
    const last = rest(stream);
    completion.cancel();

    expect(text).toBe(completion.text.slice(0, -'the end'.length));
    expect((await last).map(({ type, sequence }) => [type, sequence])).toEqual([
      ['delta', many + 2],
      ['failed', many + 3],
    ]);
  });

  it.each([0, 1, 2, 3])(
    'gets nothing twice of what comes %i ticks after it asks',
    async (ticks) => {
      const completion = start();
      const stream = new LosslessStream(completion);
      for (let index = 0; index < many; index += 1) completion.delta(`${index} `);
      const first = stream.next();
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      completion.delta('later ');
      completion.finish('stop', null);
      const { value } = await first;
      const all = [...(value === undefined ? [] : [value]), ...(await rest(stream))];

      expect(textOf(all, 'delta')).toBe(completion.text);
      expect(all.at(-1)?.type).toBe('done');
    },
  );

  it('falls behind again, and catches up again', async () => {
    const completion = start();
    const stream = new LosslessStream(completion);
    let text = '';
    for (let round = 0; round < 3; round += 1) {
      for (let index = 0; index < many; index += 1) completion.delta(`${index} `);
      for (let read = 0; read < 5; read += 1) {
        const { value } = await stream.next();
        if (value?.type === 'delta') text += value.text;
      }
    }
    completion.finish('stop', null);

    expect(text + textOf(await rest(stream), 'delta')).toBe(completion.text);
  });

  it('can be closed while it waits, and while it catches up', async () => {
    const completion = start();
    const waiting = new LosslessStream(completion);
    await waiting.next();
    const next = waiting.next();
    await waiting.return();
    expect(await next).toEqual({ done: true, value: undefined });

    const late = new LosslessStream(completion);
    for (let index = 0; index < many; index += 1) completion.delta(`${index} `);
    await late.next();
    await late.return();
    expect(await late.next()).toEqual({ done: true, value: undefined });
  });
});
