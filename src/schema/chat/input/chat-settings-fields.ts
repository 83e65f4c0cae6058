import type { EnumRef, InputFieldBuilder, InputObjectRef } from '@pothos/core';
import { maxStopSequences, maxTools } from '../../../codex/completion/bounds.ts';
import { efforts } from '../../../codex/checks/efforts.ts';
import type { Builder, SchemaTypes } from '../../kit/builder.ts';
import type {
  ReasoningSummary,
  ResponseFormatInput,
  ToolChoiceInput,
  ToolInput,
  Verbosity,
  WebSearchInput,
} from './chat-completion-input.ts';
import { addResponseFormatInput } from './response-format-input-type.ts';
import { addToolInput } from './tool-input-type.ts';
import { addWebSearchInput } from './web-search-input-type.ts';

const known = efforts.map((effort) => `\`${effort}\``).join(', ');

/** The types of the settings of a chat. */
export interface ChatSettingsTypes {
  readonly toolInput: InputObjectRef<SchemaTypes, ToolInput>;
  readonly toolChoice: InputObjectRef<SchemaTypes, ToolChoiceInput>;
  readonly responseFormat: InputObjectRef<SchemaTypes, ResponseFormatInput>;
  readonly webSearch: InputObjectRef<SchemaTypes, WebSearchInput>;
  readonly verbosity: EnumRef<SchemaTypes, Verbosity>;
  readonly reasoningSummary: EnumRef<SchemaTypes, ReasoningSummary>;
}

/** The types that `chatSettingsFields` needs. */
export function addChatSettings(
  builder: Builder,
  toolChoice: InputObjectRef<SchemaTypes, ToolChoiceInput>,
): ChatSettingsTypes {
  return {
    toolChoice,
    toolInput: addToolInput(builder),
    responseFormat: addResponseFormatInput(builder),
    webSearch: addWebSearchInput(builder),
    verbosity: builder.enumType('Verbosity', {
      description: 'How much a model writes.',
      values: {
        LOW: { value: 'low', description: 'Brief answers.' },
        MEDIUM: { value: 'medium', description: 'Answers of middling length.' },
        HIGH: { value: 'high', description: 'Thorough answers.' },
      } as const,
    }),
    reasoningSummary: builder.enumType('ReasoningSummary', {
      description: 'How a model sums up its reasoning.',
      values: {
        AUTO: { value: 'auto', description: 'As the service sees fit.' },
        CONCISE: { value: 'concise', description: 'Briefly.' },
        DETAILED: { value: 'detailed', description: 'In detail.' },
        NONE: { value: 'none', description: 'Not at all.' },
      } as const,
    }),
  };
}

/** The fields of an input that say how to answer. */
// oxlint-disable-next-line typescript/explicit-module-boundary-types -- Pothos infers the fields
export function chatSettingsFields(
  t: InputFieldBuilder<SchemaTypes, 'InputObject'>,
  types: ChatSettingsTypes,
) {
  const { toolInput, toolChoice, responseFormat, webSearch, verbosity } = types;
  return {
    model: t.string({
      description:
        'Id of a model, optionally with an effort suffix (`gpt-5.5-high`). Default: the model whose `isDefault` is true.',
    }),
    effort: t.string({
      description: `How hard the model thinks: one of its \`efforts\`. Each of ${known} is accepted; a model without it uses the next weaker one. An effort suffix of the model's name takes precedence. Default: the model's own.`,
    }),
    reasoningSummary: t.field({
      type: types.reasoningSummary,
      description: 'How the model sums up its reasoning. Default: AUTO.',
    }),
    tools: t.field({
      type: [toolInput],
      description: `What the model may call; the client runs it. At most ${maxTools}, no two of one name in one namespace.`,
    }),
    toolChoice: t.field({
      type: toolChoice,
      description: 'Whether the model must call a tool, and which. Default: AUTO.',
    }),
    allowParallelToolCalls: t.boolean({
      defaultValue: true,
      description: 'Whether one answer may hold several calls. No effect without tools.',
    }),
    responseFormat: t.field({
      type: responseFormat,
      description: 'The form of the answer. Default: TEXT.',
    }),
    stop: t.stringList({
      description: `The answer ends before the first of these that occurs. At most ${maxStopSequences}, none of them empty.`,
    }),
    maxOutputTokens: t.int({
      description:
        "The answer ends after so many tokens, 1 at least. With an API key or a custom provider, the direct engine has the service count them, reasoning included. Otherwise, and below 16, the gateway counts those of the text, with the tokenizer of the model's family.",
    }),
    verbosity: t.field({
      type: verbosity,
      description: "How much the model writes. Default: the service's.",
    }),
    temperature: t.float({
      description:
        'How random the choice of tokens is, 0 to 2. Named in `unmet` where the login does not take it. Default: 1.',
    }),
    topP: t.float({
      description:
        'The share of the likeliest tokens to choose from, 0 to 1. Named in `unmet` where the login does not take it. Default: 1.',
    }),
    webSearch: t.field({
      type: webSearch,
      description:
        "Lets the model use the service's web search. Refused where the engine has no such option. Default: it cannot search.",
    }),
    promptCacheKey: t.string({
      description:
        'Requests with one key share a cache of their beginnings. Named in `unmet` where the engine has no such option. Default: each conversation has a cache of its own.',
    }),
    safetyIdentifier: t.string({
      description:
        "A stable name of the end user, without personal data, for the service's detection of abuse. Named in `unmet` where the login does not take it.",
    }),
    serviceTier: t.string({
      description:
        "Id of one of the model's `serviceTiers`; any other is refused. Default: the account's.",
    }),
    idempotencyKey: t.string({
      description:
        'A name for this input, chosen by the client: sent again with the same input, it gives the same completion, running or ended, from its start. 1 to 255 characters. Another input under it is refused with `IDEMPOTENCY_KEY_REUSED`. The completion outlives its last client by 60 seconds, and keeps the key as long as the gateway keeps the completion. A failure before the first token frees the key.',
    }),
  };
}
