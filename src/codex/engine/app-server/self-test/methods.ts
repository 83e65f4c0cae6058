import type { RpcConnection } from '../rpc/connection.ts';
import { RpcError, UnreadableMessageError } from '../rpc/rpc-errors.ts';
import type { Methods } from '../rpc/methods.ts';
import { failed } from './check-answer.ts';

/**
 * Methods that a self-test cannot really call, because they use the network, change the login, or
 * act on a turn. Invalid params check only that the method exists: an unknown id or type. `null`
 * marks methods that could have an effect even then.
 */
const probes: Readonly<Partial<Record<keyof Methods, object | null>>> = {
  'thread/read': { threadId: noThread() },
  'turn/interrupt': { threadId: noThread(), turnId: 'none' },
  'account/login/start': { type: 'codexServeSelfTest' },
  'account/login/cancel': { loginId: noThread() },
  'account/read': null,
  'account/rateLimits/read': null,
  'account/logout': null,
};

function noThread(): string {
  return '00000000-0000-7000-8000-000000000000';
}

/** Checks that Codex still has every method that no other part of the self-test calls. */
export async function checkMethods(rpc: RpcConnection): Promise<void> {
  const known = await knownMethods(rpc);
  const results = Object.entries(probes).map(async ([method, params]) => {
    const isKnown = known?.has(method) ?? true;
    if (isKnown && (params === null || (await answersTo(rpc, method, params)))) return;
    throw failed(`it has no method \`${method}\``);
  });
  await Promise.all(results);
}

/**
 * Codex answers an unknown method with the list of its methods (measured on 0.169.0 and 0.171.0).
 * Null if a newer Codex does not.
 */
async function knownMethods(rpc: RpcConnection): Promise<ReadonlySet<string> | null> {
  const reason = await refusalOf(rpc, 'codexServe/selfTest', {});
  const names = [...(reason?.matchAll(/`([^`]+)`/g) ?? [])].map(([, name = '']) => name);
  return names.includes('initialize') ? new Set(names) : null;
}

async function answersTo(rpc: RpcConnection, method: string, params: object): Promise<boolean> {
  const reason = await refusalOf(rpc, method, params);
  return reason === null || !isUnknownMethod(reason);
}

function isUnknownMethod(reason: string): boolean {
  return (
    /method not found/i.test(reason) ||
    (/unknown variant/.test(reason) && /`initialize`/.test(reason))
  );
}

/** Why Codex refuses a call; null where it does not. */
async function refusalOf(
  rpc: RpcConnection,
  method: string,
  params: object,
): Promise<string | null> {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Codex is to refuse it
    await rpc.call(method as keyof Methods, params);
    return null;
  } catch (error) {
    if (error instanceof RpcError) return error.reason;
    if (error instanceof UnreadableMessageError) return null;
    throw error;
  }
}
