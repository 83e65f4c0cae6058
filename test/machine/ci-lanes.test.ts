import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { isRunning } from '../support/is-running.ts';

let folder: TempFolder;

beforeEach(async () => {
  folder = await createTempFolder();
});
afterEach(async () => {
  await folder.remove();
});

/** Starts a script that has the functions of `.ci/lanes.sh`. */
async function start(script: string): Promise<ChildProcess> {
  const file = path.join(folder.path, 'run');
  const lanes = path.resolve('.ci/lanes.sh');
  await writeFile(file, `set -euo pipefail\n. ${lanes}\n${script}`);
  return spawn('bash', [file], { cwd: folder.path, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Runs one to its end; its printed text, without the times, and its exit code. */
async function run(script: string): Promise<{ readonly printed: string; readonly code: unknown }> {
  const child = await start(`exec 2>&1\n${script}`);
  if (child.stdout === null) throw new Error('no output');
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return { printed: printed.replaceAll(/\d+ s\b/g, 'N s'), code };
}

describe('the lanes of CI', () => {
  it('run side by side, each with its output together', async () => {
    // Each waits for the other.
    const { printed, code } = await run(`
      mkfifo to-one to-two
      one() { step one bash -c 'echo from one >to-two; cat to-one'; }
      two() { step two bash -c 'cat to-two; echo from two >to-one'; }
      lanes one two
      step alone echo last
      finish`);

    expect(printed).toContain('held, N s\nfrom two\n');
    expect(printed).toContain('held, N s\nfrom one\n');
    expect(printed).toMatch(/== alone: echo last held, N s\nlast\neverything held, N s\n$/);
    expect(code).toBe(0);
  });

  it('fail as a whole where one step fails, which is shown with all of its output', async () => {
    const { printed, code } = await run(`
      good() { step good seq 8; }
      bad() { step bad bash -c 'seq 8; exit 3'; step bad echo after; }
      lanes good bad
      finish`);

    expect(printed).toContain('== good: seq 8 held, N s\n3\n4\n5\n6\n7\n8\n');
    expect(printed).toContain(
      '== bad: bash -c seq 8; exit 3 FAILED with 3, N s\n1\n2\n3\n4\n5\n6\n7\n8\n',
    );
    expect(printed).toContain('== bad: echo after held, N s\nafter\n');
    expect(printed).toMatch(/FAILED after N s:\nbad: bash -c seq 8; exit 3\n$/);
    expect(code).toBe(1);
  });

  it('fail where a lane ends before its last step', async () => {
    const { printed, code } = await run(`
      broken() { exit 7; }
      lanes broken
      finish`);

    expect(printed).toMatch(/FAILED after N s:\nbroken ended with 7\n$/);
    expect(code).toBe(1);
  });

  it('end what they have started, and nothing else, when they get a signal', async () => {
    const other = spawn('sleep', ['600']);
    const child = await start(`
      mkfifo never
      waiting() { step waiting bash -c 'echo $$ >pid-1; mv pid-1 pid; cat never'; }
      lanes waiting
      finish`);
    const pid = await expectPid();
    child.kill('SIGTERM');

    expect((await once(child, 'exit'))[0]).toBe(143);
    await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
    expect(isRunning(other.pid ?? 0)).toBe(true);
    other.kill();
  });
});

/** The process id that the step has written. */
async function expectPid(): Promise<number> {
  let pid = 0;
  await expect
    .poll(
      async () => {
        pid = Number(await readFile(path.join(folder.path, 'pid'), 'utf8').catch(() => ''));
        return pid;
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(0);
  return pid;
}
