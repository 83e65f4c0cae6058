import { describe, expect, it } from 'vitest';
import { ActivityLog } from '../../src/codex/activity/activity-log.ts';
import type { Activity } from '../../src/codex/activity/activity.ts';
import { localCaller } from '../support/callers.ts';
import { LiveCompletion } from '../../src/codex/completion/live-completion.ts';
import { createRegistry } from '../../src/codex/completion/registry.ts';

function start(log: ActivityLog, id: string): LiveCompletion {
  const settings = {
    model: 'gpt-5.5',
    effort: null,
    surface: 'CHAT_COMPLETIONS',
    caller: localCaller,
  } as const;
  const completion = new LiveCompletion({ id, ...settings, listener: log });
  completion.announce();
  return completion;
}

function callTools(completion: LiveCompletion, count: number): void {
  for (let index = 0; index < count; index += 1) {
    completion.toolCall({ type: 'function', id: `call_${index}`, name: 'look', input: '{}' });
  }
}

/** Everything that is there, the log being complete. */
async function rest(events: AsyncIterable<Activity>): Promise<Activity[]> {
  const all: Activity[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe('a reader that falls behind the bound', () => {
  it('gets a gap, then all that is kept, while others miss nothing', async () => {
    const log = new ActivityLog();
    const slow = log.read();
    const prompt = log.read();
    const completion = start(log, 'chatcmpl-1');
    expect((await slow.next()).value).toMatchObject({ type: 'started' });

    let seen = 0;
    for (let round = 0; round < 30; round += 1) {
      callTools(completion, 100);
      const due = round === 0 ? 102 : 100;
      for (let index = 0; index < due; index += 1) {
        const { value } = await prompt.next();
        expect(value?.type).not.toBe('gap');
        seen += 1;
      }
    }
    expect(seen).toBe(3002);

    completion.finish('stop', null);
    log.complete();
    const [gap, ...kept] = await rest(slow);
    expect(gap).toMatchObject({ type: 'gap', hasRestarted: false });
    // 3,003 things happened; the log lets go of 1,024 whenever it holds 2,048.
    expect(kept).toHaveLength(3003 - 1024);
    expect(kept.at(-1)).toMatchObject({ type: 'finished' });
    expect(await rest(log.read(gap?.cursor))).toEqual(kept);
  });
});

describe('a cursor', () => {
  it('of an earlier run is met with a gap that says so, then all of this run', async () => {
    const earlier = new ActivityLog();
    start(earlier, 'chatcmpl-1').finish('stop', null);
    const log = new ActivityLog();
    start(log, 'chatcmpl-2').finish('stop', null);
    log.complete();

    const events = await rest(log.read(earlier.cursor));
    expect(events).toMatchObject([
      { type: 'gap', hasRestarted: true },
      { type: 'started' },
      { type: 'finished' },
    ]);
    expect(await rest(log.read(events[0]?.cursor))).toEqual(events.slice(1));
  });

  it.each(['', 'nonsense', '12', 'AAAAAAAA.0', '00000000.', '00000000.-2'])(
    'is not %j, which is refused',
    (cursor) => {
      expect(() => new ActivityLog().read(cursor)).toThrow(
        'after must be the cursor of activity that has been given out.',
      );
    },
  );

  it('is none of activity to come', () => {
    const log = new ActivityLog();
    const [run] = log.cursor.split('.');
    expect(log.cursor).toBe(`${run}.-1`);
    expect(() => log.read(`${run}.0`)).toThrow('after must be');
  });
});

describe('activity', () => {
  it('goes when its completion is forgotten, and no later activity with it', async () => {
    const log = new ActivityLog();
    const registry = createRegistry<LiveCompletion>((completion) => log.forget(completion), {
      ms: 60_000,
      count: 1,
    });
    const before = log.cursor;
    const completions = ['chatcmpl-1', 'chatcmpl-2'].map((id) => start(log, id));
    for (const completion of completions) registry.add(completion);
    for (const completion of completions) {
      completion.finish('stop', null);
      registry.ended(completion);
    }
    log.complete();

    expect(registry.all()).toEqual([completions[1]]);
    expect(await rest(log.read(before))).toMatchObject([
      { type: 'gap', hasRestarted: false },
      { type: 'finished', completion: completions[1] },
    ]);
  });
});
