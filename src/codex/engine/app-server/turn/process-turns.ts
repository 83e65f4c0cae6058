import { CodexServeError, UpstreamError } from '../../../../errors/errors.ts';
import type { EngineSetup } from '../home/setup.ts';
import type { LoginWatch } from '../home/login-watch.ts';
import type { EngineLease } from '../process/held-process.ts';
import type { Supervisor } from '../process/supervisor.ts';
import type { TurnOutcome, TurnRequest } from '../threads/turn.ts';
import { checkUpstream } from '../../service/contact/check-upstream.ts';
import { brokenText, connectionError, isUnsent } from '../../service/contact/connection-fault.ts';
import { LostThreadError, RefusedTokenError } from './lost-thread.ts';
import { runTurn, type TurnCaller } from './run-turn.ts';
import type { TurnLimits } from './turn-terms.ts';
import { withinSilence } from './within-silence.ts';

/** The turns of all app-servers. */
export interface ProcessTurns {
  /** The number of running and parked turns. */
  readonly active: number;
  /** Runs a turn on the current app-server; see `runTurn`. Rejects with a `CodexServeError`. */
  run(request: TurnRequest, caller: Omit<TurnCaller, 'onEnd'>): Promise<TurnOutcome>;
}

/** @param onChange Called whenever the number of active turns has changed. */
export function createProcessTurns(
  supervisor: Supervisor,
  setup: EngineSetup,
  login: Pick<LoginWatch, 'version' | 'look' | 'refused'>,
  limits: TurnLimits,
  onChange: () => void,
): ProcessTurns {
  let active = 0;

  const turns: ProcessTurns = {
    get active() {
      return active;
    },
    async run(request, caller) {
      const lease = await acquireUnless(supervisor, caller.signal);
      const loginVersion = login.version;
      active += 1;
      onChange();
      const onEnd = (): void => {
        active -= 1;
        lease.release();
        onChange();
      };
      try {
        const outcome = await runTurn(lease.engine, request, limits, { ...caller, onEnd });
        lease.succeeded();
        return outcome;
      } catch (error) {
        if (error instanceof RefusedTokenError) {
          const isRenewed = await isNewer(login, loginVersion);
          if (!isRenewed || !caller.attempts.hasLeft) {
            login.refused();
            throw error.cause;
          }
        } else if (!(error instanceof LostThreadError)) throw await explained(error, setup);
      }
      return await turns.run(request, caller);
    },
  };
  return turns;
}

/**
 * Whether the login has other tokens now. Turns that renew it at the same moment compete: each new
 * token can end those before it, and Codex asks with two tokens at most (measured on 0.171.0).
 */
async function isNewer(
  login: Pick<LoginWatch, 'version' | 'look'>,
  than: number,
): Promise<boolean> {
  await login.look();
  return login.version > than;
}

/** Rejects with `CancelledError` where the signal aborts first. */
async function acquireUnless(supervisor: Supervisor, signal: AbortSignal): Promise<EngineLease> {
  return await withinSilence(supervisor.acquire(), 2 ** 31 - 1, signal, (lease) => lease.release());
}

/** Adds the reason for a missing connection to an error, if Codex does not give one. */
async function explained(
  error: unknown,
  { upstreamUrl, env }: Pick<EngineSetup, 'upstreamUrl' | 'env'>,
): Promise<unknown> {
  const isOpen = error instanceof CodexServeError && error.code === 'upstream_unreachable';
  if (!isOpen || upstreamUrl === null || !isUnsent(String(error.cause))) return error;
  const finding = await checkUpstream(upstreamUrl, env);
  // If the service is reachable again, only the broken connection can be reported.
  return finding === null
    ? new UpstreamError('upstream_error', brokenText, { cause: error.cause })
    : connectionError(finding.fault, `${String(error.cause)}: ${finding.detail}`);
}
