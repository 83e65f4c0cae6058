import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTempFolder } from '../support/temp-folder.ts';
import { outcomeOf, run } from './support/run.ts';

const lanePackage = z.object({ dependencies: z.object({ node: z.string() }) });
const launchAgent = z.looseObject({ ProgramArguments: z.tuple([z.string()], z.string()) });

const tool = (name: string): string => path.resolve('test/deploy/.venv/bin', name);
const systemUnit = 'deploy/systemd/codex-serve.service';
const userUnit = 'deploy/systemd/user/codex-serve.service';

describe('the files for Docker', () => {
  it('the Dockerfile has no fault that hadolint finds', async () => {
    expect(await run(tool('hadolint'), ['deploy/docker/Dockerfile'])).toBe('');
  });

  it('the image has the Node that the tests run on', async () => {
    const lane = await readFile('test/lanes/node24/package.json', 'utf8');
    const { dependencies } = lanePackage.parse(JSON.parse(lane));
    const dockerfile = await readFile('deploy/docker/Dockerfile', 'utf8');
    const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    const image = `node:${dependencies.node}-bookworm-slim`;
    expect(images).toEqual([image, image]);
  });

  it('the compose file fits its schema, and names the version of each image', async () => {
    const file = 'deploy/docker/compose.yaml';
    await run(tool('check-jsonschema'), ['--builtin-schema', 'vendor.compose-spec', file]);
    const images = [...(await readFile(file, 'utf8')).matchAll(/^ +image: (.*)$/gm)];
    expect(images.map(([, image]) => image)).toEqual([
      'codex-serve',
      'prom/prometheus:v3.5.0',
      'grafana/grafana:12.1.0',
    ]);
  });

  it('Prometheus takes its configuration', async () => {
    const checked = await run('promtool', [
      'check',
      'config',
      '--syntax-only',
      'deploy/docker/prometheus.yaml',
    ]);
    expect(checked).toContain('is valid prometheus config file syntax');
  });
});

it('the manifests for Kubernetes fit the strict schemas of its API', async () => {
  for (const name of ['codex-serve', 'network-policy']) {
    const checked = await outcomeOf(tool('kubernetes-validate'), [
      '--strict',
      `deploy/kubernetes/${name}.yaml`,
    ]);
    expect(checked).toMatchObject({ code: 0 });
  }
});

it('the pod is what the gateway needs', async () => {
  const manifest = await readFile('deploy/kubernetes/codex-serve.yaml', 'utf8');
  // Kubernetes would set CODEX_SERVE_PORT, which is a setting.
  expect(manifest).toContain('enableServiceLinks: false');
  expect(manifest).toContain('replicas: 1\n');
  expect(manifest).toContain('type: Recreate\n');
  expect(manifest).toContain('terminationGracePeriodSeconds: 30\n');
});

describe('the units for systemd', () => {
  it.each([systemUnit, userUnit])('%s starts nothing but the gateway and a shell', async (unit) => {
    const started = (await readFile(unit, 'utf8')).matchAll(
      /^Exec(?:Start|Reload|Stop)\w*=[-+!@:]*(\S+)/gm,
    );
    expect([...started].map(([, program]) => program)).toEqual(['codex-serve', '/bin/sh']);
  });

  it('the exposure is what deploy/README.md says', async () => {
    const readme = await readFile('deploy/README.md', 'utf8');
    expect(await exposureOf([systemUnit])).toBe('1.1');
    expect(readme).toMatch(/rates it\s1\.1 of 10/);
    const folder = await createTempFolder();
    const env = { ...process.env, XDG_RUNTIME_DIR: folder.path };
    expect(await exposureOf(['--user', userUnit], env)).toBe('6.4');
    expect(readme).toMatch(/This unit is rated\s6\.4/);
    await folder.remove();
  });
});

async function exposureOf(args: readonly string[], env = process.env): Promise<string | undefined> {
  const offline = ['security', '--offline=true', '--no-pager'];
  const printed = await run('systemd-analyze', [...offline, ...args], { env });
  return /Overall exposure level for \S+: (\S+)/.exec(printed)?.[1];
}

it('launchd gets a property list, whose command starts the gateway and stops with it', async () => {
  const python =
    'import json, plistlib, sys; print(json.dumps(plistlib.load(open(sys.argv[1], "rb"))))';
  const printed = await run('python3', ['-c', python, 'deploy/launchd/codex-serve.plist']);
  const agent = launchAgent.parse(JSON.parse(printed));
  expect(agent).toMatchObject({
    Label: 'codex-serve',
    EnvironmentVariables: { PATH: '/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin' },
    KeepAlive: { SuccessfulExit: false },
    ExitTimeOut: 40,
    Umask: 0o77,
  });
  const home = await createTempFolder();
  const [shell, ...args] = agent.ProgramArguments;
  await run('mkdir', ['-p', `${home.path}/bin`, `${home.path}/Library/Logs`]);
  await run('ln', ['-s', path.resolve('dist/main.js'), `${home.path}/bin/codex-serve`]);
  await run('chmod', ['+x', path.resolve('dist/main.js')]);
  const { code, stdout } = await outcomeOf(shell, args, {
    env: {
      HOME: home.path,
      PATH: `${home.path}/bin:${process.env['PATH']}`,
      // Ends it at once, with an error in the log.
      CODEX_SERVE_ADDR: '0.0.0.0:0',
    },
  });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(await readFile(`${home.path}/Library/Logs/codex-serve.log`, 'utf8')).toMatch(
    /^codex-serve: --addr: 0\.0\.0\.0 can be reached from other machines/,
  );
  await home.remove();
});

it('what stops a gateway waits for longer than the gateway lets answers run', async () => {
  const waits: readonly (readonly [string, RegExp])[] = [
    [systemUnit, /^TimeoutStopSec=(\d+)$/m],
    [userUnit, /^TimeoutStopSec=(\d+)$/m],
    ['deploy/docker/compose.yaml', /^ +stop_grace_period: (\d+)s$/m],
    ['deploy/kubernetes/codex-serve.yaml', /^ +terminationGracePeriodSeconds: (\d+)$/m],
    ['deploy/launchd/codex-serve.plist', /<key>ExitTimeOut<\/key>\s*<integer>(\d+)</],
  ];
  for (const [file, pattern] of waits) {
    const seconds = pattern.exec(await readFile(file, 'utf8'))?.[1];
    expect([file, Number(seconds) >= 30]).toEqual([file, true]);
  }
});
