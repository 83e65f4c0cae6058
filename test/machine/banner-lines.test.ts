import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { startProgram, type Program } from '../support/started-program.ts';

describe("the banner's lines to try", () => {
  let folder: TempFolder;
  let program: Program;

  beforeEach(async () => {
    folder = await createTempFolder();
    program = startProgram(folder.path, ['--demo', '--addr', '127.0.0.1:0']);
  });
  afterEach(async () => {
    await program.kill();
    await folder.remove();
  });

  it('work in a shell', async () => {
    const commands = (await program.banner()).match(/curl [^\n]*\\\n[^\n]*/g) ?? [];
    expect(commands).toHaveLength(2);
    const [rest, graphql] = commands.map((command) =>
      execFileSync('sh', ['-c', command]).toString(),
    );
    expect(rest).toMatch(/^data: \{"id":"chatcmpl-[\s\S]*\ndata: \[DONE\]\n\n$/);
    expect(graphql).toMatch(/^\{"data":\{"models":\{"edges":\[\{"node":\{"id":"gpt-/);
  });
});
