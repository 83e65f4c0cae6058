import { z } from 'zod';
import {
  honoured,
  ignored,
  optionalMembersOf,
  refusedField,
  refusedValues,
} from '../validation/field-table.ts';
import type { FieldTable } from '../validation/field-table.ts';
import { anyObject, integer, listOf, metadata } from '../validation/schemas.ts';
import { messages } from './message-fields.ts';

const effort = z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']);
/** Any object: whatever it holds makes no difference. */
const object = z.object({});
const tokenLimit = integer(1, Number.MAX_SAFE_INTEGER);
const penalty = z.number().min(-2).max(2);
const text = z.union([z.string(), z.array(z.unknown())]);

/**
 * Every field of a chat completion request, with its treatment, its type and range, and the values
 * that stand for its absence. Validation, refusals and the header that names ignored fields all
 * derive from it. Hints on quality and caching are ignored; what would change the answer and is not
 * supported is refused.
 */
export const requestFields = {
  model: honoured(z.string().min(1)),
  messages,
  stream: honoured(z.boolean().nullish()),
  stream_options: optionalMembersOf({
    include_usage: honoured(z.boolean().nullish()),
    include_obfuscation: ignored(z.boolean(), false),
  }),
  reasoning_effort: honoured(effort.nullish()),

  temperature: ignored(z.number().min(0).max(2), 1),
  top_p: ignored(z.number().min(0).max(1), 1),
  presence_penalty: ignored(penalty, 0),
  frequency_penalty: ignored(penalty, 0),
  seed: ignored(integer(-(2 ** 63), 2 ** 63)),
  max_tokens: ignored(tokenLimit),
  max_completion_tokens: ignored(tokenLimit),
  parallel_tool_calls: ignored(z.boolean(), true),
  user: ignored(z.string()),
  safety_identifier: ignored(z.string().max(128)),
  metadata: ignored(metadata, {}),
  prediction: ignored(z.object({ type: z.literal('content'), content: text })),
  prompt_cache_key: ignored(z.string()),
  prompt_cache_options: ignored(object, {}),
  prompt_cache_retention: ignored(z.enum(['in_memory', 'in-memory', '24h'])),

  tools: refusedField(z.array(z.unknown())),
  tool_choice: refusedValues(z.union([z.string(), object]), 'auto', 'none'),
  functions: refusedField(z.array(z.unknown())),
  function_call: refusedValues(z.union([z.string(), object]), 'auto', 'none'),
  response_format: optionalMembersOf({
    type: refusedValues(z.enum(['text', 'json_schema', 'json_object']), 'text'),
  }),
  n: refusedValues(integer(1, 128), 1),
  stop: refusedField(z.union([z.string(), listOf(z.string(), { max: 4 })])),
  logprobs: refusedField(z.boolean(), false),
  top_logprobs: refusedField(integer(0, 20), 0),
  logit_bias: refusedField(anyObject, {}),
  modalities: refusedValues(listOf(z.enum(['text', 'audio'])), ['text']),
  audio: refusedField(object),
  web_search_options: refusedField(object),
  verbosity: refusedField(z.enum(['low', 'medium', 'high'])),
  service_tier: refusedValues(
    z.enum(['auto', 'default', 'flex', 'scale', 'priority', 'fast']),
    'auto',
    'default',
  ),
  store: refusedValues(z.boolean(), false),
  moderation: refusedField(object),
} satisfies FieldTable;
