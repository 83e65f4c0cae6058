import type { z } from 'zod';
import type { Caller } from '../../../codex/completion/caller.ts';
import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import type { CompletionRequest } from '../../../codex/completion/request.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import { ignoredFields, namesOf, refuseIgnored } from '../validation/ignored-fields.ts';
import type { IgnoredField } from '../validation/ignored-fields.ts';
import { toInvalidRequest } from '../validation/issues.ts';
import { perCapabilities } from '../validation/per-capabilities.ts';
import type { Body } from '../stored/stored-completions.ts';
import type { ChatRequest } from './chat-request.ts';
import { assertCallsAnswered } from './conversation.ts';
import { toFormat } from './format-fields.ts';
import type { ChatMessage } from './message-fields.ts';
import { toChatOptions } from './to-options.ts';
import type { ReasoningFormat } from './reasoning-format.ts';
import { requestFieldsFor } from './request-fields.ts';
import { namedTier, tierOf } from '../validation/service-tier.ts';
import { toMessages } from './to-messages.ts';
import { toChatTools } from './to-tools.ts';
import type { ChatTools } from './to-tools.ts';

/** Settings that affect how a request is parsed. */
export interface ChatRequestContext {
  readonly reasoning: ReasoningFormat;
  /** Refuses what would have no effect. */
  readonly isStrict: boolean;
  readonly caller: Caller;
  /** Of the engine that will answer. */
  readonly capabilities: Capabilities;
}

const tableFor = perCapabilities(requestFieldsFor);
type RequestParams = z.output<ReturnType<typeof tableFor>['schema']>;

/** The request in a parsed JSON body; an absent body counts as an empty one. Throws `InvalidRequestError`. */
export function parseChatRequest(body: unknown, context: ChatRequestContext): ChatRequest {
  const sent = body ?? {};
  const { table, schema } = tableFor(context.capabilities);
  const result = schema.safeParse(sent);
  if (!result.success) throw toInvalidRequest(result.error, sent);
  const params = result.data;
  if (params.messages.some(isAboutCalls)) assertCallsAnswered(params.messages);
  assertLogprobs(params);
  const chatTools = isAboutTools(params) ? toChatTools(params) : noTools;
  const ignored = [...ignoredFields(table, sent), ...ignoredTogether(params, chatTools, context)];
  if (context.isStrict) refuseIgnored(ignored);
  const reasoning = reasoningFor(params, context.reasoning);
  return {
    completion: toCompletionRequest(params, chatTools, reasoning, context),
    choiceCount: params.n ?? 1,
    shape: {
      reasoning,
      isLegacy: chatTools.isLegacy,
      isToolNamed: isNamed(chatTools.choice),
      hasLogprobs: params.logprobs ?? false,
      serviceTier: namedTier(tierOf(params.service_tier, context.capabilities)),
      metadata: params.metadata ?? null,
    },
    toStore: params.store
      ? { messages: sentMessages(sent), metadata: params.metadata ?? {} }
      : null,
    isStreamed: params.stream ?? false,
    includesUsage: params.stream_options?.include_usage ?? false,
    ignored: namesOf(ignored),
    toolParams: chatTools.params,
  };
}

function assertLogprobs({ logprobs, top_logprobs: count }: RequestParams): void {
  if (!count || logprobs) return;
  throw new InvalidRequestError(
    'invalid_value',
    "Invalid value for 'top_logprobs': 'top_logprobs' is only allowed when 'logprobs' is true.",
    { param: 'top_logprobs' },
  );
}

/** Whether a message calls a tool, or brings the result of a call. */
function isAboutCalls(message: ChatMessage): boolean {
  if (message.role === 'assistant') return Boolean(message.tool_calls ?? message.function_call);
  return message.role === 'tool' || message.role === 'function';
}

function isAboutTools(params: RequestParams): boolean {
  const { tools, tool_choice, functions, function_call } = params;
  return Boolean(tools ?? tool_choice ?? functions ?? function_call);
}

const noTools: ChatTools = { tools: [], choice: null, isLegacy: false, params: new Map() };

/** Whether a choice names the one tool that the model must call. */
function isNamed(choice: ChatTools['choice']): boolean {
  return typeof choice === 'object' && choice !== null && 'name' in choice;
}

/** The deprecated functions are called one at a time. */
function parallelCalls(
  { parallel_tool_calls: isParallel }: RequestParams,
  isLegacy: boolean,
): Pick<CompletionRequest, 'allowsParallelToolCalls'> {
  if (isLegacy) return { allowsParallelToolCalls: false };
  return typeof isParallel === 'boolean' ? { allowsParallelToolCalls: isParallel } : {};
}

function toCompletionRequest(
  params: RequestParams,
  { tools, choice, isLegacy }: ChatTools,
  reasoning: ReasoningFormat,
  { caller, capabilities }: ChatRequestContext,
): CompletionRequest {
  const maxOutputTokens = params.max_completion_tokens ?? params.max_tokens;
  const serviceTier = tierOf(params.service_tier, capabilities);
  const stop = typeof params.stop === 'string' ? [params.stop] : (params.stop ?? []);
  return {
    model: params.model,
    messages: toMessages(params.messages, reasoning),
    ...(params.reasoning_effort && { effort: params.reasoning_effort }),
    ...(tools.length > 0 && {
      tools,
      ...(choice !== null && { toolChoice: choice }),
      ...parallelCalls(params, isLegacy),
    }),
    ...(params.response_format && { format: toFormat(params.response_format) }),
    ...(stop.length > 0 && { stop }),
    ...(typeof maxOutputTokens === 'number' && { maxOutputTokens }),
    ...toChatOptions(params, capabilities),
    ...(params.verbosity && { verbosity: params.verbosity }),
    ...(serviceTier !== null && { serviceTier }),
    surface: 'CHAT_COMPLETIONS',
    caller,
  };
}

/** The messages that have just been checked, with what the check has dropped. */
function sentMessages(body: object): readonly Body[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema has seen objects there
  return (body as { messages: readonly Body[] }).messages;
}

/** Think tags would make JSON unreadable. */
function reasoningFor(
  { response_format }: RequestParams,
  wanted: ReasoningFormat,
): ReasoningFormat {
  const isJson = (response_format?.type ?? 'text') !== 'text';
  return isJson && wanted === 'think' ? 'reasoning_content' : wanted;
}

/** Fields that have no effect beside what else was asked for. */
function ignoredTogether(
  params: RequestParams,
  { tools }: ChatTools,
  { capabilities }: ChatRequestContext,
): IgnoredField[] {
  const names: string[] = [];
  const { max_tokens, max_completion_tokens, metadata } = params;
  const isSequential = params.parallel_tool_calls === false;
  if (isSequential && tools.length === 0) names.push('parallel_tool_calls');
  if (typeof max_tokens === 'number' && typeof max_completion_tokens === 'number') {
    if (max_tokens !== max_completion_tokens) names.push('max_tokens');
  }
  if (params.service_tier === 'scale' && !capabilities.hasServiceTiers) names.push('service_tier');
  const isMetadataKept = params.store === true || capabilities.hasLabels;
  if (params.stream && !isMetadataKept && metadata && Object.keys(metadata).length > 0)
    names.push('metadata');
  return names.map((name) => ({ path: [name], kind: 'ignored' }));
}
