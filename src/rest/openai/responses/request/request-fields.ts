import { z } from 'zod';
import { minNativeTokenLimit } from '../../../../codex/completion/bounds.ts';
import type { Capabilities } from '../../../../codex/engine/capabilities.ts';
import {
  emulated,
  honoured,
  honouredIf,
  ignored,
  noted,
  optionalMembersOf,
  refusedField,
  refusedValues,
} from '../../validation/field-table.ts';
import type { Field, FieldTable } from '../../validation/field-table.ts';
import { optionFieldsFor } from '../../validation/option-fields.ts';
import { anyObject, integer, listOf, metadata, objectOr } from '../../validation/schemas.ts';
import { inputFor } from './input-fields.ts';
import { textFor } from './text-fields.ts';
import { toolChoiceFor } from './tool-choice-fields.ts';
import { toolsFor } from './tool-fields.ts';

const text = z.string();
const flag = honoured(z.boolean().nullish());
const kept = emulated(z.boolean().nullish());
const tier = z.enum(['auto', 'default', 'flex', 'scale', 'priority', 'fast', 'ultrafast']);
const summary = z.enum(['auto', 'concise', 'detailed', 'none']);
/** Below it the service refuses the limit. */
const tokenLimit = integer(minNativeTokenLimit, Number.MAX_SAFE_INTEGER);
const anything = z.unknown();

const reasoning = {
  effort: noted(
    'Clamped to what the model offers, and then named in the header. One in the name of the model wins.',
    honoured(z.string().min(1).nullish()),
  ),
  summary: noted('Default: no summary.', honoured(summary.nullish())),
  generate_summary: noted('Deprecated. As `summary`, which wins.', honoured(summary.nullish())),
  context: ignored(text, 'auto'),
  mode: refusedValues(z.enum(['standard', 'pro']), 'standard'),
};

/** What the gateway does by itself: keeping turns, and finding what they continue from. */
const keepingFields = {
  previous_response_id: noted(
    'Not together with `conversation`.',
    emulated(z.string().min(1).nullish()),
  ),
  conversation: noted(
    'An id, or an object with one.',
    emulated(objectOr(z.object({ id: z.string().min(1) }), z.string().min(1)).nullish()),
  ),
  store: noted('Default: `true`.', kept),
  background: noted('Not together with `store: false`.', kept),
  metadata: noted('Kept with the response, and repeated in it.', honoured(metadata.nullish())),
};

/** What has no effect, or would change the answer and is not supported. */
const unsupportedFields = {
  max_tool_calls: ignored(integer(1, Number.MAX_SAFE_INTEGER)),
  truncation: noted(
    'What is too long for the model is refused.',
    ignored(z.enum(['auto', 'disabled']), 'disabled'),
  ),
  context_management: ignored(listOf(anyObject)),
  client_metadata: ignored(anything),
  access_programs: ignored(anything),
  image: ignored(anything),
  prompt: refusedField(anyObject),
  moderation: refusedField(anyObject),
};

function optional<S extends z.ZodType>(field: Field<S>): Field<z.ZodOptional<z.ZodNullable<S>>> {
  return { ...field, schema: field.schema.nullish() };
}

function answerFieldsFor(has: Capabilities) {
  return {
    reasoning: optionalMembersOf(reasoning),
    text: textFor(has),
    tools: optional(toolsFor(has)),
    tool_choice: toolChoiceFor(has),
    parallel_tool_calls: noted(
      '`false`: one call at a time. Without tools it has no effect.',
      honouredIf(has.hasNativeTools, kept),
    ),
    max_output_tokens: noted(
      has.hasTokenLimit
        ? 'Counted by the service, reasoning included.'
        : "Counts the answer's text, with the tokenizer of the model's family; reasoning is not limited.",
      honouredIf(has.hasTokenLimit, emulated(tokenLimit.nullish())),
    ),
    top_logprobs: has.hasLogprobs
      ? honoured(integer(0, 20).nullish())
      : refusedField(integer(0, 20), 0),
    include: noted(
      '`reasoning.encrypted_content` has its effect. So have, on the engines that have these outputs, `message.output_text.logprobs` and `web_search_call.action.sources`. Others are named in the header.',
      honoured(listOf(text).nullish()),
    ),
    service_tier: noted(
      has.hasServiceTiers
        ? 'The answer names the tier that was asked for.'
        : '`flex`, and `priority` or `fast`, where the model offers them. `scale` and `ultrafast` have no effect.',
      honoured(tier.nullish()),
    ),
  };
}

function fieldsFor(has: Capabilities) {
  return {
    model: noted('It may have an effort suffix: `gpt-5.5-high`.', honoured(z.string().min(1))),
    input: noted('A string is a message of the user.', optional(inputFor(has))),
    instructions: noted(
      'For this answer alone. They stand before the history.',
      honoured(text.nullish()),
    ),
    stream: flag,
    stream_options: optionalMembersOf({ include_obfuscation: ignored(z.boolean(), false) }),
    ...keepingFields,
    ...answerFieldsFor(has),
    ...optionFieldsFor(has),
    ...unsupportedFields,
    generate: noted('Over WebSocket alone. `false` asks for no answer.', flag),
  } satisfies FieldTable;
}

/** The rows of a request to the Responses API. */
export type ResponseFields = ReturnType<typeof fieldsFor>;

/**
 * Every field of a request to the Responses API. Like the table of Chat Completions, it is what requests
 * are checked against, and what the documents are made of.
 */
export function responseFieldsFor(capabilities: Capabilities): ResponseFields {
  return fieldsFor(capabilities);
}
