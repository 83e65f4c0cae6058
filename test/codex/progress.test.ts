import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ActivityLog } from '../../src/codex/activity/activity-log.ts';
import type { Activity } from '../../src/codex/activity/activity.ts';
import { createProgress, type Progress } from '../../src/codex/activity/progress.ts';
import { LiveCompletion } from '../../src/codex/completion/live-completion.ts';
import type { EventStream } from '../../src/codex/streams/event-stream.ts';
import { localCaller } from '../support/callers.ts';

let log: ActivityLog;
let running: LiveCompletion[];
let progress: Progress;

beforeEach(() => {
  vi.useFakeTimers();
  log = new ActivityLog();
  running = [];
  progress = createProgress({
    running: () => running.filter(({ endedAt }) => endedAt === null),
    cursor: () => log.cursor,
  });
});
afterEach(() => {
  vi.useRealTimers();
});

function start(id: string): LiveCompletion {
  const completion = new LiveCompletion({
    id,
    model: 'gpt-5.5',
    effort: null,
    surface: 'CHAT_COMPLETIONS',
    caller: localCaller,
    listener: log,
  });
  running.push(completion);
  completion.announce();
  return completion;
}

const follow = (): EventStream<Activity> => progress.addTo(log.read(), log.cursor);

async function next(stream: EventStream<Activity>): Promise<string> {
  const { value } = await stream.next();
  if (!value) return 'end';
  return value.type === 'gap' ? 'gap' : `${value.type} ${value.completion.id}`;
}

describe('the progress of answers', () => {
  it('comes twice a second at most, and only where an answer has grown', async () => {
    const stream = follow();
    const [one, other] = [start('one'), start('other')];
    one.delta('a');
    other.delta('a');
    for (const expected of [
      'started one',
      'started other',
      'first-token one',
      'first-token other',
    ]) {
      expect(await next(stream)).toBe(expected);
    }
    const seen: string[] = [];
    void (async () => {
      for (let event = ''; event !== 'end'; seen.push(event)) event = await next(stream);
    })();
    await vi.advanceTimersByTimeAsync(500);
    expect(seen).toEqual(['progress one', 'progress other']);
    for (let ms = 0; ms < 10_000; ms += 10) {
      one.delta('a');
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(seen.slice(2)).toEqual(Array.from({ length: 20 }, () => 'progress one'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seen.length).toBeLessThanOrEqual(23);
    await stream.return?.();
  });

  it('has the cursor of the activity before it, which comes first', async () => {
    const stream = follow();
    const completion = start('one');
    completion.delta('a');
    await vi.advanceTimersByTimeAsync(500);
    completion.toolCall({ type: 'function', id: 'call_1', name: 'look', input: '{}' });
    expect(await next(stream)).toBe('started one');
    expect(await next(stream)).toBe('first-token one');
    const { value: call } = await stream.next();
    expect(call).toMatchObject({ type: 'tool-call' });
    const { value: grown } = await stream.next();
    expect(grown).toMatchObject({ type: 'progress', completion, cursor: call?.cursor });
    completion.finish('stop', null);
    expect((await log.read(grown?.cursor).next()).value).toMatchObject({ type: 'finished' });
    expect(await next(stream)).toBe('finished one');
    await stream.return?.();
  });

  it('is the newest alone for a slow reader, and nothing of an answer that has ended', async () => {
    const stream = follow();
    const completion = start('one');
    for (let second = 0; second < 30; second += 1) {
      completion.delta('a');
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(await next(stream)).toBe('started one');
    expect(await next(stream)).toBe('first-token one');
    expect(await next(stream)).toBe('progress one');
    completion.delta('a');
    await vi.advanceTimersByTimeAsync(1000);
    completion.finish('stop', null);
    expect(await next(stream)).toBe('finished one');
    log.complete();
    expect(await next(stream)).toBe('end');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('costs no timer once nobody follows', async () => {
    const streams = [follow(), follow()];
    expect(vi.getTimerCount()).toBe(1);
    const waiting = streams[0]?.next();
    await streams[0]?.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(vi.getTimerCount()).toBe(1);
    await streams[1]?.return?.();
    await vi.advanceTimersByTimeAsync(1000);
    expect(vi.getTimerCount()).toBe(0);
  });
});
