/**
 * The answers that decline requests. `test/codex/protocol.test.ts` checks them against the schemas
 * of the bundled Codex.
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
 * The answer to a request from the app-server to its client. Declines approvals, because Codex must
 * not run anything here. An unknown method gets JSON-RPC's "method not found". Every request needs
 * an answer, because an unanswered one keeps its turn open forever.
 */
export function refuse(method: string): ServerRequestAnswer {
  if (Object.hasOwn(refusals, method)) return { result: refusals[method] };
  return { error: { code: -32_601, message: `codex-serve does not answer ${method}` } };
}
