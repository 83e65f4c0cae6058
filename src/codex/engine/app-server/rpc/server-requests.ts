import type { ApplyPatchApprovalResponse } from '../protocol/ApplyPatchApprovalResponse.ts';
import type { ExecCommandApprovalResponse } from '../protocol/ExecCommandApprovalResponse.ts';
import type { CommandExecutionRequestApprovalResponse } from '../protocol/v2/CommandExecutionRequestApprovalResponse.ts';
import type { DynamicToolCallResponse } from '../protocol/v2/DynamicToolCallResponse.ts';
import type { FileChangeRequestApprovalResponse } from '../protocol/v2/FileChangeRequestApprovalResponse.ts';
import type { McpServerElicitationRequestResponse } from '../protocol/v2/McpServerElicitationRequestResponse.ts';
import type { PermissionsRequestApprovalResponse } from '../protocol/v2/PermissionsRequestApprovalResponse.ts';
import type { ToolRequestUserInputResponse } from '../protocol/v2/ToolRequestUserInputResponse.ts';

/** The app-server's requests that have a way of saying no. */
interface Refusals {
  'item/commandExecution/requestApproval': CommandExecutionRequestApprovalResponse;
  'item/fileChange/requestApproval': FileChangeRequestApprovalResponse;
  'item/permissions/requestApproval': PermissionsRequestApprovalResponse;
  'item/tool/requestUserInput': ToolRequestUserInputResponse;
  'item/tool/call': DynamicToolCallResponse;
  'mcpServer/elicitation/request': McpServerElicitationRequestResponse;
  applyPatchApproval: ApplyPatchApprovalResponse;
  execCommandApproval: ExecCommandApprovalResponse;
}

const refusals: Refusals = {
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
  if (Object.hasOwn(refusals, method)) return { result: refusals[method as keyof Refusals] };
  return { error: { code: -32_601, message: `codex-serve does not answer ${method}` } };
}
