import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

describe('an image fetch ends at its time limit, no matter what the garbage collector takes', () => {
  it.each([
    ['a host that accepts the connection and never answers', 'connection'],
    ['a host that never ends the TLS handshake', 'handshake'],
    ['a host that stops in the middle of the body', 'body'],
    ['a host that changes to another protocol', 'upgrade'],
    ['a name that never resolves', 'resolver'],
  ])('%s', async (_what, kind) => {
    const args = ['--expose-gc', '--import', 'tsx', 'test/images/silent-host.ts', kind];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 15_000 });
    expect(stdout).toBe('200');
  });
});
