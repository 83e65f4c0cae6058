import { describe, expect, it } from 'vitest';
import { LatestValue } from '../../src/codex/streams/latest-value.ts';

describe('a value that is followed', () => {
  it('is emitted at once, and then at each change', async () => {
    const value = new LatestValue<number>();
    const stream = value.follow();
    const first = stream.next();
    value.set(1);

    expect(await first).toEqual({ done: false, value: 1 });
    value.set(2);
    expect(await stream.next()).toEqual({ done: false, value: 2 });
    expect(await value.follow().next()).toEqual({ done: false, value: 2 });
  });

  it('skips what a follower is too late for', async () => {
    const value = new LatestValue<number>();
    const stream = value.follow();
    for (const each of [1, 2, 3]) value.set(each);

    expect(await stream.next()).toEqual({ done: false, value: 3 });
  });

  it('releases a follower that leaves while it waits', async () => {
    const value = new LatestValue<number>();
    let ends = 0;
    const stream = value.follow(() => (ends += 1));
    const waiting = stream.next();
    await stream.return?.();
    await stream.return?.();

    expect(await waiting).toEqual({ done: true, value: undefined });
    expect([value.followers, ends]).toEqual([0, 1]);
  });

  it('ends after its last value when it is closed', async () => {
    const value = new LatestValue<number>();
    const stream = value.follow();
    value.set(1);
    value.close();

    expect(await stream.next()).toEqual({ done: false, value: 1 });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });
});
