import { UpstreamError } from '../../../../errors/errors.ts';
import { LoginFailedError } from '../../../../errors/login-errors.ts';
import type { EngineProcess } from '../process/engine-process.ts';
import type { RpcConnection } from '../rpc/connection.ts';
import { RpcClosedError, RpcError } from '../rpc/rpc-errors.ts';
import { settleWithin } from '../../../../util/settle-within.ts';
import type { DeviceCode } from './login-attempt.ts';

/** How long the login service may take to answer. */
const answerMs = 30_000;

/**
 * Asks for a device code. Rejects with `LoginFailedError` or `UpstreamError`; a code that comes too
 * late, or after the signal has aborted, is cancelled.
 */
export async function askForCode(rpc: RpcConnection, signal: AbortSignal): Promise<DeviceCode> {
  const asked = rpc.call('account/login/start', { type: 'chatgptDeviceCode' });
  try {
    const answer = await settleWithin(asked, answerMs, late);
    if (answer.type !== 'chatgptDeviceCode') throw new TypeError(`a login of type ${answer.type}`);
    signal.throwIfAborted();
    const { loginId, verificationUrl, userCode } = answer;
    return { id: loginId, verificationUrl, userCode };
  } catch (error) {
    void asked.then(
      async (answer) => ('loginId' in answer ? await cancelCode(rpc, answer.loginId) : undefined),
      () => {},
    );
    throw loginError(error);
  }
}

/** Cancels a login. Has no effect if the login or its process has ended. */
export async function cancelCode(rpc: RpcConnection, loginId: string): Promise<void> {
  await settleWithin(rpc.call('account/login/cancel', { loginId }), answerMs, late).catch(() => {});
}

/**
 * Logs out: the service revokes the tokens, and the login file is removed. Rejects with
 * `UpstreamError`.
 */
export async function endLogin(
  { rpc, account, threads }: EngineProcess,
  removeLogin: () => Promise<void>,
): Promise<void> {
  try {
    await settleWithin(rpc.call('account/logout', undefined), answerMs, late);
    await removeLogin();
    await account.renew();
    threads.clear();
  } catch (cause) {
    if (cause instanceof UpstreamError) throw cause;
    if (cause instanceof RpcClosedError) {
      const message = 'Codex stopped while it logged out.';
      throw new UpstreamError('engine_unavailable', message, { cause });
    }
    const reason = cause instanceof RpcError ? cause.reason : 'its login file cannot be removed';
    throw new UpstreamError('upstream_error', `Codex could not log out: ${reason}.`, { cause });
  }
}

/** The error for anyone who waits for a login when the app-server dies. */
export function engineDied(cause?: unknown): UpstreamError {
  const message = 'Codex stopped before the login was approved; start another one.';
  return new UpstreamError('engine_unavailable', message, { cause });
}

function late(): UpstreamError {
  return new UpstreamError('upstream_error', 'The login service did not answer in time.');
}

function loginError(error: unknown): unknown {
  if (error instanceof RpcClosedError) return engineDied(error);
  if (!(error instanceof RpcError)) return error;
  const message = `The login could not be started: ${error.reason}.`;
  return new LoginFailedError('login_failed', message, { cause: error });
}
