import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import type { Config } from '../../src/config/options.ts';
import { codexCommand, serviceUser } from '../../src/doctor/kit/codex-command.ts';

const onPath = { path: '/usr/bin/codex', version: '0.171.0', source: 'path', skipped: [] } as const;
const bundled = { ...onPath, path: '/opt/with space/codex', source: 'bundled' } as const;

function configWith(codexHome: string): Config {
  const invocation = readConfig(['--codex-home', codexHome], {}, '0.0.0');
  if (invocation.kind !== 'serve') throw new Error(`${invocation.kind} instead`);
  return invocation.config;
}

describe('the command that logs Codex in', () => {
  it('is what a shell finds where that is the Codex and the home of the gateway', () => {
    const config = configWith(path.join(homedir(), '.codex'));
    expect(codexCommand(onPath, { config }, null)).toBe('codex');
    expect(codexCommand(bundled, { config }, null)).toBe("'/opt/with space/codex'");
  });

  it('names the home of the gateway, which a shell need not have in its environment', () => {
    const config = configWith('/srv/codex');
    expect(codexCommand(onPath, { config }, null)).toBe('CODEX_HOME=/srv/codex codex');
  });

  it('is run as the user of a service, whom nobody can log in as', () => {
    const config = configWith('/var/lib/codex-serve/codex');
    const user = { username: 'codex-serve', shell: '/usr/sbin/nologin' };
    expect(codexCommand(onPath, { config }, user)).toBe(
      'sudo -u codex-serve env CODEX_HOME=/var/lib/codex-serve/codex codex',
    );
  });

  it.each([
    ['/usr/sbin/nologin', 'ada'],
    ['/sbin/nologin', 'ada'],
    ['/bin/false', 'ada'],
    ['/bin/bash', null],
    [null, null],
  ])('takes a user with the shell %s for that of a service: %s', (shell, name) => {
    expect(serviceUser({ username: 'ada', shell })).toBe(name);
    expect(serviceUser(null)).toBeNull();
  });
});
