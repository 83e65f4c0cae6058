import type { Attributes } from '@opentelemetry/api';
import type { Completion } from '../codex/completion/completion.ts';
import type { Usage } from '../codex/completion/events.ts';
import type { CompletionRequest } from '../codex/completion/request.ts';
import { timeToFirstTokenMs } from '../codex/completion/times.ts';

/** The name of what a completion does. */
export function operationOf({ surface }: Completion): 'chat' | 'text_completion' {
  return surface === 'COMPLETIONS' ? 'text_completion' : 'chat';
}

/** What is known of a completion when it is accepted. */
export function startAttributes(completion: Completion, request: CompletionRequest): Attributes {
  const { caller, conversationId, effort, surface } = completion;
  const { sampling, maxOutputTokens, format, delivery } = request;
  return {
    'gen_ai.operation.name': operationOf(completion),
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': request.model,
    'gen_ai.request.stream': delivery !== 'whole',
    'gen_ai.output.type': format === undefined || format.type === 'text' ? 'text' : 'json',
    ...(effort !== null && { 'gen_ai.request.reasoning.level': effort }),
    ...(sampling?.temperature !== undefined && {
      'gen_ai.request.temperature': sampling.temperature,
    }),
    ...(sampling?.topP !== undefined && { 'gen_ai.request.top_p': sampling.topP }),
    ...(maxOutputTokens !== undefined && { 'gen_ai.request.max_tokens': maxOutputTokens }),
    ...(conversationId !== null && { 'gen_ai.conversation.id': conversationId }),
    'codex_serve.surface': surface,
    ...(caller.name !== null && { 'codex_serve.key.name': caller.name }),
    ...(caller.requestId !== null && { 'codex_serve.request.id': caller.requestId }),
    ...(caller.operationId != null && { 'codex_serve.operation.id': caller.operationId }),
  };
}

/** What is known of a completion when it has ended. */
export function endAttributes(completion: Completion): Attributes {
  const { id, model, finishReason, usage, error, queuedMs, engine } = completion;
  const firstTokenMs = timeToFirstTokenMs(completion);
  return {
    'gen_ai.response.id': id,
    'gen_ai.response.model': model,
    'gen_ai.response.finish_reasons': [finishReason ?? 'error'],
    ...(firstTokenMs !== null && { 'gen_ai.response.time_to_first_chunk': firstTokenMs / 1000 }),
    ...(usage !== null && usageAttributes(usage)),
    ...(error !== null && { 'error.type': error.code }),
    'codex_serve.queue.wait_ms': queuedMs,
    ...(engine !== null && { 'codex_serve.engine': engine }),
  };
}

function usageAttributes(usage: Usage): Attributes {
  return {
    'gen_ai.usage.input_tokens': usage.inputTokens,
    'gen_ai.usage.cache_read.input_tokens': usage.cachedInputTokens,
    'gen_ai.usage.cache_write.input_tokens': usage.cacheWriteInputTokens,
    'gen_ai.usage.output_tokens': usage.outputTokens,
    'gen_ai.usage.reasoning.output_tokens': usage.reasoningOutputTokens,
  };
}
