import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startProgram } from '../support/started-program.ts';
import { createTempFolder } from '../support/temp-folder.ts';

/** What the built program writes on standard error until it serves a demo. */
async function startedWith(env: NodeJS.ProcessEnv): Promise<string> {
  const folder = await createTempFolder();
  const hook = path.resolve('test/tracing/loaded-modules.mjs');
  const program = startProgram(folder.path, ['--demo', '--addr', '127.0.0.1:0'], {
    NODE_OPTIONS: `--import ${hook}`,
    ...env,
  });
  await program.banner();
  program.child.kill('SIGTERM');
  await program.ended;
  return program.stderr();
}

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };

describe('the packages of OpenTelemetry', () => {
  it('are not loaded where nothing asks for traces', async () => {
    expect(await startedWith({})).not.toContain('asked for @opentelemetry/sdk');
  });

  it('are loaded where the environment asks for traces', async () => {
    const stderr = await startedWith(endpoint);
    expect(stderr).toContain('asked for @opentelemetry/sdk-trace');
    expect(stderr).toContain('traces are on');
  });

  it('may be missing: the log says so, and the gateway serves', async () => {
    const stderr = await startedWith({ ...endpoint, MISSING: '1' });
    const lines = stderr.split('\n').filter((line) => line.includes('traces are off'));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 40,
      reason: expect.stringMatching(
        /^the package @opentelemetry\/\S+ is not installed; install codex-serve with its optional dependencies$/,
      ),
    });
  });
});
