import { z } from 'zod';
import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import { maxStopSequences, minNativeTokenLimit } from '../../../codex/completion/bounds.ts';
import {
  emulated,
  honoured,
  honouredIf,
  ignored,
  noted,
  optionalMembersOf,
  refusedField,
  refusedValues,
} from '../validation/field-table.ts';
import type { FieldTable } from '../validation/field-table.ts';
import { optionFieldsFor } from '../validation/option-fields.ts';
import { anyObject, integer, listOf, metadata } from '../validation/schemas.ts';
import { responseFormatFor } from './format-fields.ts';
import { messagesFor } from './message-fields.ts';
import { functionCall, toolChoiceFor } from './tool-choice-fields.ts';
import { toolFieldsFor } from './tool-fields.ts';
import { refusedWebSearchOptions, webSearchOptions } from './web-search-fields.ts';

const effort = z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']);
const tier = z.enum(['auto', 'default', 'flex', 'scale', 'priority', 'fast']);
/** Any object: whatever it holds makes no difference. */
const object = z.object({});
const tokenLimit = integer(1, Number.MAX_SAFE_INTEGER);
const text = z.union([z.string(), z.array(z.unknown())]);
const stopSequence = z.string().min(1);
/** Each choice is a turn of its own, and so costs the account a whole answer. */
const maxChoices = 16;

const countedLimit = emulated(tokenLimit.nullish());
const textTokens =
  "Counts the answer's text, with the tokenizer of the model's family; reasoning is not limited.";
const allTokens = `Counted by the service, reasoning included; below ${minNativeTokenLimit}, which it refuses, by the gateway, without.`;

const logprobs = z.boolean();
const topLogprobs = integer(0, 20);

/** Hints that Chat Completions has alone. */
const hintFields = {
  seed: ignored(integer(-(2 ** 63), 2 ** 63)),
  prediction: ignored(z.object({ type: z.literal('content'), content: text })),
};

/** What would change the answer, and is refused where the engine does not support it. */
function outputFieldsFor({ hasLogprobs, hasHostedTools }: Capabilities) {
  return {
    logprobs: hasLogprobs ? honoured(logprobs.nullish()) : refusedField(logprobs, false),
    top_logprobs: hasLogprobs
      ? noted('Needs `logprobs`.', honoured(topLogprobs.nullish()))
      : refusedField(topLogprobs, 0),
    logit_bias: refusedField(anyObject, {}),
    modalities: refusedValues(listOf(z.enum(['text', 'audio'])), ['text']),
    audio: refusedField(object),
    web_search_options: hasHostedTools ? webSearchOptions : refusedWebSearchOptions,
    moderation: refusedField(object),
  };
}

function fieldsFor(has: Capabilities) {
  const { tools, functions } = toolFieldsFor(has);
  const limit = honouredIf(has.hasTokenLimit, countedLimit);
  return {
    model: noted('It may have an effort suffix: `gpt-5.5-high`.', honoured(z.string().min(1))),
    messages: messagesFor(has),
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
      has.hasServiceTiers
        ? 'The answer names the tier that was asked for.'
        : '`flex`, and `priority` or `fast`, where the model offers them. `scale` has no effect.',
      honoured(tier.nullish()),
    ),

    tools,
    tool_choice: toolChoiceFor(has),
    parallel_tool_calls: noted(
      '`false`: one call at a time. Without tools it has no effect.',
      honouredIf(has.hasNativeTools, emulated(z.boolean().nullish())),
    ),
    functions,
    function_call: functionCall,
    response_format: responseFormatFor(has),
    stop: noted(
      'A string, or up to four. The answer ends before the first that occurs.',
      emulated(z.union([stopSequence, listOf(stopSequence, { max: maxStopSequences })]).nullish()),
    ),
    max_completion_tokens: noted(has.hasTokenLimit ? allTokens : textTokens, limit),
    max_tokens: noted('Deprecated. As `max_completion_tokens`, which wins over it.', limit),
    n: noted(
      `At most ${maxChoices}. Each choice is a turn of its own; the usage is their sum.`,
      emulated(integer(1, maxChoices).nullish()),
    ),
    store: noted('Kept by the gateway itself.', emulated(z.boolean().nullish())),
    metadata: noted(
      has.hasLabels
        ? 'Stored with the answer, repeated in a whole one, and sent to the service.'
        : 'Stored with the answer, and repeated in a whole one. No effect in a stream that is not stored.',
      honoured(metadata.nullish()),
    ),

    ...optionFieldsFor(has),
    ...hintFields,
    ...outputFieldsFor(has),
  } satisfies FieldTable;
}

/** The rows of a chat completion request. */
export type RequestFields = ReturnType<typeof fieldsFor>;

/**
 * Every field of a chat completion request, with its treatment, its type and range, and the values
 * that stand for its absence. Validation, refusals, the header that names ignored fields and
 * `docs/compatibility.md` all derive from it. Hints on quality and caching are ignored where the
 * engine has no such option; what would change the answer and is not supported is refused.
 */
export function requestFieldsFor(capabilities: Capabilities): RequestFields {
  return fieldsFor(capabilities);
}
