import path from 'node:path';
import { pino } from 'pino';
import { startEngine } from './codex/engine/choice/start-engine.ts';
import type { Engine } from './codex/engine/engine.ts';
import type { DoctorInvocation } from './config/read-config.ts';
import { askModel } from './doctor/ask-model.ts';
import { diagnose, type Diagnosis } from './doctor/diagnose.ts';
import { sorted, worst, type Outcome } from './doctor/kit/finding.ts';
import { report } from './doctor/report.ts';
import { doctorOptions, removeScratch, scratchFolder, type Examined } from './doctor-options.ts';
import { engineOptions } from './engine-options.ts';
import { startDemo, type Demo } from './start-demo.ts';

/** What the examination takes besides its settings. */
export interface RunDoctorOptions {
  readonly invocation: DoctorInvocation;
  /** Codex's environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Of this program. */
  readonly version: string;
  /** Ends the examination; the promise rejects with its reason. */
  readonly signal: AbortSignal;
  /** Whether it is printed on a terminal that shows colors. */
  readonly hasColors: boolean;
}

/** The user ended the examination. */
export class DoctorStoppedError extends Error {
  override readonly name = 'DoctorStoppedError';

  constructor() {
    super('stopped before all was checked');
  }
}

/** Examines this machine. Resolves with what to print, and the exit code of the program. */
export async function runDoctor(
  options: RunDoctorOptions,
): Promise<{ readonly text: string; readonly exitCode: 0 | 1 | 2 }> {
  const { invocation, version, hasColors } = options;
  const diagnosis = await examine(options);
  const { status, checkedAt, findings } = diagnosis;
  const json = { status, version, checkedAt, findings };
  const text = invocation.isJson
    ? `${JSON.stringify(json, null, 2)}\n`
    : report(diagnosis, hasColors);
  if (invocation.conflicts.length > 0) return { text, exitCode: 2 };
  return { text, exitCode: status === 'failed' ? 1 : 0 };
}

async function examine(options: RunDoctorOptions): Promise<Diagnosis> {
  const { invocation, env: ownEnv, version, signal } = options;
  const { config: given, sources } = invocation;
  const folder = given.demo ? await scratchFolder() : null;
  let demo: Demo | undefined;
  try {
    if (folder !== null) demo = await startDemo({ ...given, home: folder }, ownEnv);
    const config =
      demo === undefined ? given : { ...demo.config, home: path.join(given.home, 'demo') };
    const env = demo?.env ?? ownEnv;
    const examined = { config, sources, env, version, gateway: null };
    const diagnosis = await diagnose(doctorOptions(examined), signal);
    return invocation.asksModel ? await withAnswer(diagnosis, examined, signal) : diagnosis;
  } finally {
    await demo?.close();
    if (folder !== null) await removeScratch(folder);
  }
}

async function withAnswer(
  diagnosis: Diagnosis,
  examined: Examined,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const outcome = await ask(examined, signal);
  const findings = sorted([...diagnosis.findings, { id: 'test_request', ...outcome }]);
  return { ...diagnosis, findings, status: worst(findings) };
}

async function ask({ config, env, version }: Examined, signal: AbortSignal): Promise<Outcome> {
  const logger = pino({ level: 'silent' });
  const folder = await scratchFolder();
  try {
    const options = engineOptions({ config, env, version, logger });
    const start = async (): Promise<Engine> => await startEngine({ ...options, home: folder });
    return await askModel({ start, logger, signal });
  } finally {
    await removeScratch(folder);
  }
}
