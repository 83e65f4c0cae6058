import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { passOn, startCodexBetween, type CodexBetween } from '../support/between/codex-between.ts';
import { never } from '../support/core.ts';
import { killEngine } from '../support/engine-pid.ts';
import { startKeptLogin, type KeptLoginTest } from '../support/kept-login.ts';
import { memoryLog, type MemoryLog } from '../support/memory-log.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

let test: KeptLoginTest;
let between: CodexBetween | undefined;

afterEach(async () => {
  await test.close();
  await between?.close();
  between = undefined;
});

function hasLine({ lines }: MemoryLog, message: RegExp): boolean {
  return lines.some(({ msg }) => typeof msg === 'string' && message.test(msg));
}

/** The text of every file below a folder, without what it links to. */
async function allText(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map(async ({ parentPath, name }) =>
    readFile(path.join(parentPath, name), 'latin1'),
  );
  return (await Promise.all(texts)).join('\n');
}

describe('the token of a login', () => {
  it('is neither written nor logged', async () => {
    const log = memoryLog();
    test = await startKeptLogin({ login: 'present', logger: log.logger });
    const { headers } = await test.access.current(never());
    const token = headers['authorization']?.replace('Bearer ', '') ?? '';
    await test.access.renewed({ headers }, never());

    expect(token).toMatch(/^ey/);
    expect(JSON.stringify(log.lines)).not.toContain(token);
    expect(await allText(test.home)).not.toContain(token);
  });

  it('is not logged with the last words of a Codex that dies', async () => {
    const log = memoryLog();
    between = await startCodexBetween();
    test = await startKeptLogin({ login: 'present', logger: log.logger, between });
    let token = '';
    between.fromCodex = (_message, line) => {
      token ||= /"authToken":"([^"]+)"/.exec(line)?.[1] ?? '';
      // The answer breaks off in the token.
      return line.includes('"authToken":"') ? [line.slice(0, line.indexOf(token) + 60)] : [line];
    };
    const leaving = new AbortController();
    const asked = test.access.current(leaving.signal).catch(() => null);
    await expect.poll(() => token, { timeout: 10_000 }).not.toBe('');
    await expect
      .poll(() => hasLine(log, /a message of the Codex app-server is ignored/), { timeout: 10_000 })
      .toBe(true);
    between.fromCodex = passOn;
    leaving.abort();
    await asked;
    await killEngine();

    await expect
      .poll(() => hasLine(log, /the Codex app-server died/), { timeout: 10_000 })
      .toBe(true);
    const text = JSON.stringify(log.lines);
    expect(text).toContain('lastOutput');
    expect(text).not.toContain(token.slice(0, 30));
  });
});
