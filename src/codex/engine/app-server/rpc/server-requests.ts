/**
 * What declines each request that can be declined. `test/codex/protocol.test.ts` checks them against
 * the schemas of the bundled Codex.
 */
const refusals: Readonly<Record<string, unknown>> = {
  'item/commandExecution/requestApproval': { decision: 'decline' },
  'item/fileChange/requestApproval': { decision: 'decline' },
  'item/permissions/requestApproval': { permissions: {}, scope: 'turn' },
  'item/tool/requestUserInput': { answers: {} },
  'item/tool/call': { contentItems: [], success: false },
  'mcpServer/elicitation/request': { action: 'decline', content: null, _meta: null },
  applyPatchApproval: { decision: { denied: { rejection: 'codex-serve runs no tools' } } },
  execCommandApproval: { decision: { denied: { rejection: 'codex-serve runs no tools' } } },
};

/** Answers a request from the app-server: a result, or a JSON-RPC error. */
export type ServerRequestAnswer =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string } };

/**
 * The answer to a request that the app-server makes of its client. Approvals are declined, since
 * nothing of Codex's may run here; a method that is not known gets JSON-RPC's "method not found".
 * Every request needs an answer: an unanswered one keeps its turn open for good.
 */
export function refuse(method: string): ServerRequestAnswer {
  if (Object.hasOwn(refusals, method)) return { result: refusals[method] };
  return { error: { code: -32_601, message: `codex-serve does not answer ${method}` } };
}
