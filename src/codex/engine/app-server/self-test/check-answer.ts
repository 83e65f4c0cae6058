import { z } from 'zod';
import { CodexFault } from '../binary/codex-fault.ts';
import type { RpcConnection } from '../rpc/connection.ts';
import { RpcError, UnreadableMessageError } from '../rpc/rpc-errors.ts';
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
    if (error instanceof UnreadableMessageError) throw unreadable(`answer to \`${method}\``, error);
    throw error instanceof RpcError ? failed(`refuses \`${method}\`: ${error.reason}`) : error;
  });
  checkMembers(`answer to \`${method}\``, answer, members);
  return answer;
}

/** Throws `CodexFault` where a message lacks a member. */
export function checkMembers(what: string, value: unknown, members: z.ZodType): void {
  const { error } = members.safeParse(value);
  if (error !== undefined) throw otherMember(what, error);
}

/** The fault of a Codex that sent something which the gateway cannot read. */
export function unreadable(what: string, { cause }: UnreadableMessageError): CodexFault {
  return cause instanceof z.ZodError
    ? otherMember(what, cause)
    : failed(`its ${what} cannot be read`);
}

function otherMember(what: string, { issues: [issue] }: z.ZodError): CodexFault {
  const member = issue?.path.map(String).join('.') || 'content';
  const why = issue === undefined ? '' : ` (${issue.message})`;
  return failed(`its ${what} has another \`${member}\` than the gateway needs${why}`);
}

/** A failed self-test, in words that continue "Codex …". */
export function failed(why: string): CodexFault {
  return new CodexFault(`fails the self-test: ${why}`);
}
