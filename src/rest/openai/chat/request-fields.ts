import { z } from 'zod';
import { maxStopSequences } from '../../../codex/completion/bounds.ts';
import {
  emulated,
  honoured,
  ignored,
  noted,
  optionalMembersOf,
  refusedField,
  refusedValues,
} from '../validation/field-table.ts';
import type { FieldTable } from '../validation/field-table.ts';
import { anyObject, integer, listOf, metadata } from '../validation/schemas.ts';
import { responseFormat } from './format-fields.ts';
import { messages } from './message-fields.ts';
import { functionCall, toolChoice } from './tool-choice-fields.ts';
import { functions, tools } from './tool-fields.ts';

const effort = z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']);
const tier = z.enum(['auto', 'default', 'flex', 'scale', 'priority', 'fast']);
/** Any object: whatever it holds makes no difference. */
const object = z.object({});
const tokenLimit = integer(1, Number.MAX_SAFE_INTEGER);
const penalty = z.number().min(-2).max(2);
const text = z.union([z.string(), z.array(z.unknown())]);
const stopSequence = z.string().min(1);
/** Each choice is a turn of its own, and so costs the account a whole answer. */
const maxChoices = 16;

/**
 * Every field of a chat completion request, with its treatment, its type and range, and the values
 * that stand for its absence. Validation, refusals, the header that names ignored fields and
 * `docs/compatibility.md` all derive from it. Hints on quality and caching are ignored; what would
 * change the answer and is not supported is refused.
 */
export const requestFields = {
  model: noted('It may have an effort suffix: `gpt-5.5-high`.', honoured(z.string().min(1))),
  messages,
  stream: honoured(z.boolean().nullish()),
  stream_options: optionalMembersOf({
    include_usage: honoured(z.boolean().nullish()),
    include_obfuscation: ignored(z.boolean(), false),
  }),
  reasoning_effort: noted(
    'Clamped to what the model offers, and then named in the header. One in the name of the model wins.',
    honoured(effort.nullish()),
  ),
  verbosity: honoured(z.enum(['low', 'medium', 'high']).nullish()),
  service_tier: noted(
    '`flex`, and `priority` or `fast`, where the model offers them. `scale` has no effect.',
    honoured(tier.nullish()),
  ),

  tools,
  tool_choice: toolChoice,
  parallel_tool_calls: noted(
    '`false`: one call at a time. Without tools it has no effect.',
    emulated(z.boolean().nullish()),
  ),
  functions,
  function_call: functionCall,
  response_format: responseFormat,
  stop: noted(
    'A string, or up to four. The answer ends before the first that occurs.',
    emulated(z.union([stopSequence, listOf(stopSequence, { max: maxStopSequences })]).nullish()),
  ),
  max_completion_tokens: noted(
    "Counts the answer's text, with the tokenizer of the model's family; reasoning is not limited.",
    emulated(tokenLimit.nullish()),
  ),
  max_tokens: noted(
    'Deprecated. As `max_completion_tokens`, which wins over it.',
    emulated(tokenLimit.nullish()),
  ),
  n: noted(
    `At most ${maxChoices}. Each choice is a turn of its own; the usage is their sum.`,
    emulated(integer(1, maxChoices).nullish()),
  ),
  store: noted('Kept by the gateway itself.', emulated(z.boolean().nullish())),
  metadata: noted(
    'Stored with the answer, and repeated in a whole one. No effect in a stream that is not stored.',
    honoured(metadata.nullish()),
  ),

  temperature: ignored(z.number().min(0).max(2), 1),
  top_p: ignored(z.number().min(0).max(1), 1),
  presence_penalty: ignored(penalty, 0),
  frequency_penalty: ignored(penalty, 0),
  seed: ignored(integer(-(2 ** 63), 2 ** 63)),
  user: ignored(z.string()),
  safety_identifier: ignored(z.string().max(128)),
  prediction: ignored(z.object({ type: z.literal('content'), content: text })),
  prompt_cache_key: ignored(z.string()),
  prompt_cache_options: ignored(object, {}),
  prompt_cache_retention: ignored(z.enum(['in_memory', 'in-memory', '24h'])),

  logprobs: refusedField(z.boolean(), false),
  top_logprobs: refusedField(integer(0, 20), 0),
  logit_bias: refusedField(anyObject, {}),
  modalities: refusedValues(listOf(z.enum(['text', 'audio'])), ['text']),
  audio: refusedField(object),
  web_search_options: refusedField(object),
  moderation: refusedField(object),
} satisfies FieldTable;
