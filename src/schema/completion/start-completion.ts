import type { Completion } from '../../codex/completion/completion.ts';
import { efforts } from '../../codex/models.ts';
import type { SessionCore } from '../../codex/session-core.ts';
import { InvalidRequestError, UpstreamError } from '../../errors/errors.ts';
import type { ChatCompletionInput } from './chat-completion-input.ts';
import { toMessages } from './messages.ts';

/**
 * Checks an input and starts its completion. Rejects with an `InvalidRequestError` that names the
 * field, or as `SessionCore.run` does. Aborting the signal cancels the completion.
 */
export async function startCompletion(
  core: SessionCore,
  input: ChatCompletionInput,
  signal: AbortSignal,
): Promise<Completion> {
  const messages = toMessages(input.messages);
  const model = input.model ?? (await defaultModel(core));
  const effort = input.effort ?? undefined;
  if (effort !== undefined) await checkEffort(core, model, effort);
  signal.throwIfAborted();
  return core.run(
    { model, messages, surface: 'graphql', ...(effort !== undefined && { effort }) },
    signal,
  );
}

async function defaultModel(core: SessionCore): Promise<string> {
  const models = await core.models();
  const model = models.find(({ isDefault }) => isDefault) ?? models[0];
  if (model !== undefined) return model.id;
  throw new UpstreamError('engine_unavailable', 'Codex offers no model at the moment.');
}

async function checkEffort(core: SessionCore, name: string, effort: string): Promise<void> {
  const { model } = await core.resolveModel(name);
  const offered = model.efforts.map((option) => option.effort);
  if ([...efforts, ...offered].includes(effort)) return;
  throw new InvalidRequestError(
    'invalid_value',
    `effort: '${effort}' is no reasoning effort of ${model.id}, which offers ${offered.join(', ') || 'none'}.`,
    { param: 'effort' },
  );
}
