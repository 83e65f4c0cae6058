import type { UpstreamCode } from './upstream-codes.ts';

/**
 * What words in the name of a failure say of its kind, the specific ones first. A newer Codex has
 * names that this program does not know: a refusal must not become a failure that SDKs retry.
 */
const kinds: readonly (readonly [RegExp, UpstreamCode])[] = [
  [/overload/, 'server_overloaded'],
  [/capacity|unavailable|busy/, 'resource_unavailable'],
  [
    /policy|safety|moderation|violation|denied|flagged|misuse|abuse|content filter/,
    'invalid_prompt',
  ],
  [
    /context (?:window|length)|too many tokens|(?:prompt|input|context) too long/,
    'context_length_exceeded',
  ],
  [/too large|payload/, 'payload_too_large'],
  [/rate limit|too many requests|slow down|throttl|concurren/, 'rate_limit_exceeded'],
  [
    /usage|quota|budget|credit|billing|spend|(?:limit|cap) (?:exceeded|reached|hit)/,
    'insufficient_quota',
  ],
  [/forbidden|permission|not allowed|deactivated|suspended|region|country/, 'upstream_refused'],
  [
    /unauth|authentication|login|credential|token (?:expired|invalid|revoked)/,
    'codex_login_required',
  ],
  [/model (?:not|un|deprecated|retired)|unknown model/, 'model_not_found'],
  [/bad|invalid|malformed|unsupported|unprocessable/, 'invalid_request'],
  [/internal|server error/, 'server_error'],
];

/** The code for a name that no table holds, by its words (`bioPolicy`, `bio_policy`); undefined where they say nothing. */
export function codeOfUnknownInfo(name: string): UpstreamCode | undefined {
  const text = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase();
  return kinds.find(([pattern]) => pattern.test(text))?.[1];
}
