import { gte, valid } from 'semver';
import type { IncomingHttpHeaders } from 'node:http';
import type { StandInRules } from './rules.ts';
import type { Transport } from './types.ts';
import { errorBody } from './wire/errors.ts';
import { objectsOf, stringOf } from './wire/json.ts';
import type { JsonObject } from './wire/json.ts';
import { detailBody, modelGateBody } from './wire/known-bodies.ts';

/**
 * What a kind of login does not take of a request, as the body of a 400; undefined when it takes all
 * of it. The members on a ChatGPT login are those that several clients report to be accepted.
 */
export function checkLoginRules(
  rules: StandInRules,
  body: JsonObject,
  { transport, headers }: { transport: Transport; headers: IncomingHttpHeaders },
): JsonObject | undefined {
  const model = stringOf(body['model']) ?? '';
  const needed = rules.gatedModels[model];
  if (needed !== undefined && !isAtLeast(headers['version'], needed)) return modelGateBody(model);
  if (rules.takes === 'openai') return checkPublicApi(body, transport);
  return rules.takes === 'chatgpt' ? checkChatGpt(rules, body, transport) : undefined;
}

function checkChatGpt(
  rules: StandInRules,
  body: JsonObject,
  transport: Transport,
): JsonObject | undefined {
  const refused = unknownMember(body, CHATGPT_MEMBERS, transport);
  if (refused !== undefined) return detailBody(`Unsupported parameter: ${refused}`);
  if (rules.needsInstructions && typeof body['instructions'] !== 'string') {
    return detailBody('Instructions are required');
  }
  if (body['store'] !== false) return detailBody('Store must be set to false');
  if (transport === 'sse' && body['stream'] !== true) {
    return detailBody('Stream must be set to true');
  }
  const hasSystem = objectsOf(body['input']).some(({ role }) => role === 'system');
  return hasSystem ? detailBody('System messages are not allowed') : undefined;
}

function checkPublicApi(body: JsonObject, transport: Transport): JsonObject | undefined {
  const refused = unknownMember(body, PUBLIC_MEMBERS, transport);
  if (refused !== undefined) {
    return errorBody(`Unknown parameter: '${refused}'.`, {
      param: refused,
      code: 'unknown_parameter',
    });
  }
  const limit = body['max_output_tokens'];
  if (typeof limit !== 'number' || limit >= LEAST_OUTPUT_TOKENS) return undefined;
  return errorBody(
    `Invalid 'max_output_tokens': integer below minimum value. Expected a value >= ${LEAST_OUTPUT_TOKENS}, but got ${limit} instead.`,
    { param: 'max_output_tokens', code: 'integer_below_min_value' },
  );
}

function unknownMember(
  body: JsonObject,
  known: ReadonlySet<string>,
  transport: Transport,
): string | undefined {
  const more = transport === 'websocket' ? WEBSOCKET_MEMBERS : [];
  return Object.keys(body).find((member) => !known.has(member) && !more.includes(member));
}

function isAtLeast(version: string | string[] | undefined, needed: string): boolean {
  return typeof version === 'string' && valid(version) !== null && gte(version, needed);
}

/** The smallest `max_output_tokens` of the public API. */
const LEAST_OUTPUT_TOKENS = 16;

const CHATGPT_MEMBERS: ReadonlySet<string> = new Set([
  'client_metadata',
  'include',
  'input',
  'instructions',
  'model',
  'parallel_tool_calls',
  'prompt_cache_key',
  'reasoning',
  'service_tier',
  'store',
  'stream',
  'text',
  'tool_choice',
  'tools',
]);

const WEBSOCKET_MEMBERS: readonly string[] = ['type', 'generate', 'previous_response_id'];

const PUBLIC_MEMBERS: ReadonlySet<string> = new Set([
  ...CHATGPT_MEMBERS,
  'background',
  'context_management',
  'conversation',
  'max_output_tokens',
  'max_tool_calls',
  'metadata',
  'moderation',
  'previous_response_id',
  'prompt',
  'prompt_cache_options',
  'prompt_cache_retention',
  'safety_identifier',
  'stream_options',
  'temperature',
  'top_logprobs',
  'top_p',
  'truncation',
  'user',
]);
