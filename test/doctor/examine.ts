import path from 'node:path';
import { readConfig } from '../../src/config/read-config.ts';
import { diagnose, type Diagnosis } from '../../src/doctor/diagnose.ts';
import type { Finding, FindingId } from '../../src/doctor/kit/finding.ts';
import { doctorOptions } from '../../src/doctor-options.ts';
import { namedCodex } from '../support/tested-codex.ts';
import { never } from '../support/core.ts';

/** What a test examines. */
export interface Examination {
  readonly home: string;
  readonly codexHome: string;
  /** Default: that of the test. */
  readonly env?: NodeJS.ProcessEnv;
  /** More of the command line. */
  readonly args?: readonly string[];
}

/** Examines as `codex-serve doctor` does, in this process. */
export async function examine(examination: Examination): Promise<Diagnosis> {
  const { home, codexHome, env = process.env, args = [] } = examination;
  const named = namedCodex();
  const codex = named === undefined || args.includes('--codex-bin') ? [] : ['--codex-bin', named];
  // An address that nobody else gets while the test lasts.
  const address = args.includes('--addr') ? [] : ['--addr', '127.0.0.1:0'];
  const folders = ['--home', home, '--codex-home', codexHome];
  const all = ['doctor', ...folders, ...address, ...codex, ...args];
  const invocation = readConfig(all, {}, '0.0.0');
  if (invocation.kind !== 'doctor') throw new Error(`${invocation.kind} instead`);
  const { config, sources } = invocation;
  return await diagnose(
    doctorOptions({ config, sources, env, version: '0.0.0', gateway: null }),
    never(),
  );
}

/** The finding of a check; undefined where it has none. */
export function findingOf(diagnosis: Diagnosis, id: FindingId): Finding | undefined {
  return diagnosis.findings.find((each) => each.id === id);
}

/** The ids of what is not ok. */
export function faultsOf({ findings }: Diagnosis): readonly string[] {
  return findings
    .filter(({ status }) => status !== 'ok')
    .map(({ id, status }) => `${id} ${status}`);
}

/** The commands of a remedy: what stands between backticks. */
export function commandsOf({ remedy }: Finding): readonly string[] {
  return [...(remedy ?? '').matchAll(/`([^`]+)`/g)].map(([, command = '']) => command);
}

/** The file that Codex keeps its login in. */
export function authFileIn(codexHome: string): string {
  return path.join(codexHome, 'auth.json');
}
