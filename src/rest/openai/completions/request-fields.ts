import { z } from 'zod';
import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import { requestFieldsFor as chatFieldsFor } from '../chat/request-fields.ts';
import type { RequestFields } from '../chat/request-fields.ts';
import { addFault } from '../validation/faults.ts';
import type { Fault } from '../validation/faults.ts';
import {
  emulated,
  honoured,
  noted,
  refusedField,
  refusedValues,
} from '../validation/field-table.ts';
import type { FieldTable } from '../validation/field-table.ts';
import { integer, listOf } from '../validation/schemas.ts';

/** How many choices one request may have, over all of its prompts. Each is a turn of its own. */
export const maxChoices = 16;

const tokensUnsupported: Fault = {
  code: 'unsupported_value',
  message: (param) =>
    `Unsupported value: '${param}' does not support arrays of tokens. Send a string or an array of strings.`,
};

const prompt = z
  .unknown()
  .superRefine((value, ctx) => {
    if (Array.isArray(value) && value.some(isTokens)) addFault(ctx, tokensUnsupported);
  })
  .pipe(z.union([z.string(), listOf(z.string(), { min: 1, max: maxChoices })]));

function isTokens(item: unknown): boolean {
  return typeof item === 'number' || Array.isArray(item);
}

/**
 * Every field of a legacy completion request, as `requestFieldsFor` does for the chat route; fields that both
 * have mean the same there.
 */
export function legacyFieldsFor(capabilities: Capabilities): LegacyFields {
  return fieldsFor(chatFieldsFor(capabilities));
}

function fieldsFor(chatFields: RequestFields) {
  return {
    model: chatFields.model,
    prompt: noted('Text, or up to 16 of it; no tokens. Asked as a user message.', honoured(prompt)),
    stream: chatFields.stream,
    stream_options: chatFields.stream_options,
    max_tokens: noted(
      "As `max_completion_tokens` of the chat. Absent: no limit, where OpenAI's is 16.",
      chatFields.max_tokens,
    ),
    stop: chatFields.stop,
    n: noted('For each prompt. All prompts together have at most 16 choices.', chatFields.n),
    echo: noted('The prompt is put before the answer.', emulated(z.boolean().nullish())),

    temperature: chatFields.temperature,
    top_p: chatFields.top_p,
    presence_penalty: chatFields.presence_penalty,
    frequency_penalty: chatFields.frequency_penalty,
    seed: chatFields.seed,
    user: chatFields.user,

    best_of: refusedValues(integer(0, 20), 1),
    logprobs: refusedField(integer(0, 5)),
    logit_bias: chatFields.logit_bias,
    suffix: refusedField(z.string(), ''),
  } satisfies FieldTable;
}

/** The rows of a legacy completion request. */
export type LegacyFields = ReturnType<typeof fieldsFor>;
