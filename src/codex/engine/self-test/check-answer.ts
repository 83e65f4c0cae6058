import type { z } from 'zod';
import { CodexFault } from '../binary/codex-fault.ts';
import { RpcError, type RpcConnection } from '../rpc/connection.ts';
import type { Methods } from '../rpc/methods.ts';

/**
 * Calls a method and checks that its answer has the members that the gateway reads. Rejects with
 * `CodexFault` where it has not, or Codex refuses the call.
 */
export async function checkedCall<M extends keyof Methods, T>(
  rpc: RpcConnection,
  method: M,
  params: Methods[M]['params'],
  members: z.ZodType<T>,
): Promise<Methods[M]['result']> {
  const answer = await rpc.call(method, params).catch((error: unknown) => {
    throw error instanceof RpcError ? failed(`refuses \`${method}\`: ${error.reason}`) : error;
  });
  checkMembers(`answer to \`${method}\``, answer, members);
  return answer;
}

/** Throws `CodexFault` where a message lacks a member. */
export function checkMembers(what: string, value: unknown, members: z.ZodType): void {
  const [issue] = members.safeParse(value).error?.issues ?? [];
  if (issue === undefined) return;
  const member = issue.path.map(String).join('.') || 'content';
  throw failed(`its ${what} has another \`${member}\` than the gateway needs (${issue.message})`);
}

/** A failed self-test, in words that continue "Codex …". */
export function failed(why: string): CodexFault {
  return new CodexFault(`fails the self-test: ${why}`);
}
