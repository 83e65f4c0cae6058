import { describe, expect, it } from 'vitest';
import { RetryGuard } from '../../src/codex/engine/service/output/retry-guard.ts';

describe('text after a retry', () => {
  it('is dropped while it repeats, however it is cut into deltas', () => {
    const guard = new RetryGuard();
    guard.pass('one two');
    guard.restart();

    expect(['one ', 'tw', 'o three', ' four'].map((delta) => guard.pass(delta))).toEqual([
      '',
      '',
      ' three',
      ' four',
    ]);
  });

  it('is refused where it differs', () => {
    const guard = new RetryGuard();
    guard.pass('one two');
    guard.restart();

    expect(guard.pass('one')).toBe('');
    expect(guard.pass(' too')).toBeNull();
  });
});

describe('a second message, or the first one again', () => {
  it('is a second message as soon as it differs, with nothing lost', () => {
    const guard = new RetryGuard();
    guard.pass('I look. I find.');
    guard.restartOrGoOn();

    expect(['I ', 'look', 'ed.', ' Done.'].map((delta) => guard.pass(delta))).toEqual([
      '',
      '',
      'I looked.',
      ' Done.',
    ]);
  });

  it('is the first again as long as it is the same', () => {
    const guard = new RetryGuard();
    guard.pass('I look.');
    guard.restartOrGoOn();

    expect(['I ', 'look.', ' More.'].map((delta) => guard.pass(delta))).toEqual(['', '', ' More.']);
  });
});
