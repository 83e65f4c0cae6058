import { describe, expect, it } from 'vitest';
import { lines } from '../../scripts/log/lines.ts';
import { loggedMessages } from './logged-messages.ts';
import { rowOf } from './schema.ts';

describe('docs/log.md', () => {
  it('has a row for each message that the source logs', async () => {
    const missing = (await loggedMessages()).filter(({ message }) => rowOf(message) === undefined);
    expect(missing).toEqual([]);
  });

  it('has no row for a message that nothing logs', async () => {
    const logged = new Set((await loggedMessages()).map(({ message }) => rowOf(message)));
    const unused = Object.entries(lines).filter(([, row]) => !logged.has(row));
    // Passed on by pino-http, by a parameter and by another file.
    const others = new Set([
      'request',
      'the engine was chosen again',
      'The dashboard is not built. …',
    ]);
    const names = unused.map(([message]) => message).filter((message) => !others.has(message));
    expect(names).toEqual([]);
  });
});
