import type { WorkspaceRouting } from '../../keeper.ts';
import type { LoginKind } from '../provider/provider.ts';
import type { TokenClaims } from './token-claims.ts';

/**
 * The headers that prove a login, as Codex 0.171.0 sends them. Codex itself sends no residency, but
 * some workspaces are refused without it (https://github.com/anomalyco/opencode/pull/42432).
 */
export function loginHeaders(
  kind: LoginKind,
  token: string,
  claims: TokenClaims,
  routing: WorkspaceRouting | null,
): Readonly<Record<string, string>> {
  const bearer = { authorization: `Bearer ${token}` };
  if (kind !== 'chatgpt') return bearer;
  const accountId = claims.accountId ?? routing?.accountId;
  return {
    ...bearer,
    ...(accountId && { 'chatgpt-account-id': accountId }),
    ...(claims.isFedramp && { 'x-openai-fedramp': 'true' }),
    ...(claims.residency && { 'x-openai-internal-codex-residency': claims.residency }),
    ...(routing?.override && { 'x-openai-account-routing-override': routing.override }),
  };
}
