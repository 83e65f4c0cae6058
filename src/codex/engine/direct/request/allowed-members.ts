import type { LoginKind } from '../provider/provider.ts';

/** Members that every service with the Responses API takes. */
const common = [
  'model',
  'input',
  'instructions',
  'store',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'reasoning',
  'include',
  'prompt_cache_key',
  'text',
  'service_tier',
] as const;

/** Members that only the public, documented interface takes. A ChatGPT login's refuses them. */
const documented = [
  'temperature',
  'top_p',
  'top_logprobs',
  'max_output_tokens',
  'user',
  'safety_identifier',
  'metadata',
  'prompt_cache_retention',
  'prompt_cache_options',
] as const;

/** A member of a request's body. */
export type Member = (typeof common)[number] | (typeof documented)[number];

/**
 * The members that a request may hold, by the kind of login. The service refuses a request with any
 * other: `400 {"detail":"Unsupported parameter: x"}`.
 */
export const allowedMembers: Readonly<Record<LoginKind, ReadonlySet<Member>>> = {
  chatgpt: new Set(common),
  'api-key': new Set([...common, ...documented]),
  custom: new Set([...common, ...documented]),
};
