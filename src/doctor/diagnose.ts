import { setMaxListeners } from 'node:events';
import { openAbortScope } from '../util/abort-scope.ts';
import { EngineStartError } from '../codex/engine/start-error.ts';
import type { EngineProbe, StartedProbe } from '../codex/engine/choice/probe-engine.ts';
import { findHolder } from '../home/find-holder.ts';
import { checkAccess } from './checks/access.ts';
import { checkCodex, checkSelfTest } from './checks/codex.ts';
import { checkCodexHome } from './checks/codex-home.ts';
import { checkDatabases } from './checks/databases.ts';
import { checkDisk } from './checks/disk.ts';
import { checkEngine } from './checks/engine.ts';
import { checkHome } from './checks/home.ts';
import { checkLogin } from './checks/login.ts';
import { checkPort } from './checks/port.ts';
import { checkClock, checkService } from './checks/service.ts';
import { checkSettings } from './checks/settings.ts';
import { checkVersions } from './checks/versions.ts';
import type { DoctorContext, DoctorOptions } from './kit/context.ts';
import {
  findingNames,
  sorted,
  worst,
  type Finding,
  type FindingId,
  type FindingStatus,
  type Outcome,
} from './kit/finding.ts';

/** What an examination found. */
export interface Diagnosis {
  readonly checkedAt: Date;
  /** The worst of the findings. */
  readonly status: FindingStatus;
  /** Failures first, then warnings. A check that could find nothing has none. */
  readonly findings: readonly Finding[];
}

type Check = (context: DoctorContext) => Outcome | null | Promise<Outcome | null>;

const checks: Readonly<Record<Exclude<FindingId, 'test_request'>, Check>> = {
  settings: checkSettings,
  home: checkHome,
  port: checkPort,
  codex: checkCodex,
  self_test: checkSelfTest,
  codex_home: checkCodexHome,
  login: checkLogin,
  service: checkService,
  engine: checkEngine,
  databases: checkDatabases,
  disk: checkDisk,
  access: checkAccess,
  clock: checkClock,
  versions: checkVersions,
};

type CheckId = keyof typeof checks;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a record that is whole
const checkIds = Object.keys(checks) as CheckId[];

/** How long all checks may take together, in milliseconds; a Codex that hangs has ten seconds of it. */
const wholeMs = 15_000;
/** How long a file, a port or a database may take, in milliseconds. */
const localMs = 5000;
/** The checks that wait for Codex or for the service. */
const remote: ReadonlySet<FindingId> = new Set([
  'settings',
  'codex',
  'self_test',
  'codex_home',
  'login',
  'service',
  'engine',
  'clock',
]);

/**
 * Runs all checks, within 15 seconds. Beside what it starts itself it changes nothing, asks no model,
 * and leaves a running gateway alone. Rejects with the reason of the signal alone.
 */
export async function diagnose(options: DoctorOptions, stop: AbortSignal): Promise<Diagnosis> {
  const scope = openAbortScope({ signals: [stop], timeoutMs: wholeMs });
  // Each check listens, and each part of the probe.
  setMaxListeners(50, scope.signal);
  const shared = share(options, scope.signal);
  const checkedAt = new Date();
  try {
    const outcomes = await Promise.all(
      checkIds.map(async (id): Promise<readonly Finding[]> => {
        const outcome = await bounded(id, shared.context);
        return outcome === null ? [] : [{ id, ...outcome }];
      }),
    );
    stop.throwIfAborted();
    const findings = sorted(outcomes.flat());
    return { checkedAt, status: worst(findings), findings };
  } finally {
    scope.abort(new Error('The examination is over.'));
    await shared.close();
  }
}

/** The outcome of a check, or that it did not end in time, or what it stumbled over. */
async function bounded(id: CheckId, context: DoctorContext): Promise<Outcome | null> {
  const ms = remote.has(id) ? undefined : localMs;
  const signals = [context.signal];
  const scope = openAbortScope(ms === undefined ? { signals } : { signals, timeoutMs: ms });
  try {
    return await Promise.race([checks[id](context), whenAborted(scope.signal)]);
  } catch (error) {
    return scope.signal.aborted ? tooLate(id) : stumbled(id, error);
  } finally {
    scope.release();
  }
}

async function whenAborted(signal: AbortSignal): Promise<never> {
  return await new Promise((_, reject) => {
    const end = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error());
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

function tooLate(id: FindingId): Outcome {
  return {
    status: 'failed',
    title: `${findingNames[id]}: the check did not end in time.`,
    detail: remote.has(id)
      ? 'Codex or the service does not answer.'
      : 'The file system or the network does not answer.',
    remedy: remote.has(id)
      ? 'Check again. If it stays, the log of the gateway with --log debug tells what it waits for.'
      : 'Look for a disk or a network folder that hangs: `dmesg | tail` names it.',
  };
}

function stumbled(id: FindingId, error: unknown): Outcome {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    status: 'failed',
    title: `${findingNames[id]}: the check failed.`,
    detail: `${reason}.`,
    remedy: 'Fix what the message names, and check again.',
  };
}

/** The context, and what ends everything that was started for it. */
function share(
  options: DoctorOptions,
  signal: AbortSignal,
): { readonly context: DoctorContext; close(): Promise<void> } {
  const once = <T>(read: () => Promise<T>): (() => Promise<T>) => {
    let value: Promise<T> | undefined;
    return async () => await (value ??= read());
  };
  const holder = once(async () => await findHolder(options.config.home));
  let started: Promise<StartedProbe> | undefined;
  const codex = async (): Promise<StartedProbe> => await (started ??= options.startProbe(signal));
  const probe = once(async (): Promise<EngineProbe | null> => {
    try {
      return await (await codex()).finish();
    } catch (error) {
      if (error instanceof EngineStartError) return null;
      throw error;
    }
  });
  return {
    context: { ...options, holder, codex, probe, signal },
    async close() {
      const running = await started?.catch(() => null);
      await running?.close();
    },
  };
}
