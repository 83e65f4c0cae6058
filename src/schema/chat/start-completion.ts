import type { Completion } from '../../codex/completion/completion.ts';
import type { CompletionRequest } from '../../codex/completion/request.ts';
import type { Model } from '../../codex/engine/model.ts';
import { effortFault } from '../../codex/checks/efforts.ts';
import { tierFault } from '../../codex/checks/service-tier.ts';
import type { SessionCore } from '../../codex/session-core.ts';
import { UpstreamError } from '../../errors/errors.ts';
import type { GraphqlContext } from '../kit/context.ts';
import { toAnswerSettings } from './input/answer-settings.ts';
import type { ChatCompletionInput } from './input/chat-completion-input.ts';
import { toIdempotency } from './input/idempotency.ts';
import { invalid } from '../kit/invalid-input.ts';
import { toMessages } from './input/messages.ts';
import { assertSupported, ignoredOptions, toOptions } from './input/options.ts';
import { shortenedSchemas, toToolSettings } from './input/tools.ts';

/** Who starts a completion, and where. */
export type StartContext = Pick<GraphqlContext, 'core' | 'caller'>;

/**
 * Checks an input and starts its completion. Rejects with an `InvalidRequestError` that names the
 * field, or as `SessionCore.run` does. Aborting the signal cancels the completion.
 */
export async function startCompletion(
  { core, caller }: StartContext,
  input: ChatCompletionInput,
  signal: AbortSignal,
  { delivery = 'streamed', attempts }: Pick<CompletionRequest, 'delivery' | 'attempts'> = {},
): Promise<Completion> {
  const messages = toMessages(input.messages);
  const tools = toToolSettings(input);
  const capabilities = core.capabilities();
  assertSupported(input, capabilities);
  const ignored = ignoredOptions(input, capabilities);
  const unmet = [...shortenedSchemas(core, tools), ...ignored];
  const answer = toAnswerSettings(input);
  const model = input.model ?? (await defaultModel(core));
  const settings = await toModelSettings(core, model, input);
  signal.throwIfAborted();
  return core.run(
    {
      model,
      messages,
      ...tools,
      ...answer,
      ...toOptions(input, capabilities),
      ...settings,
      ...(input.reasoningSummary && { reasoningSummary: input.reasoningSummary }),
      unmet,
      ignored,
      delivery,
      ...toIdempotency(input),
      surface: 'GRAPHQL',
      caller,
      keepForToolOutputs: true,
      ...(attempts && { attempts }),
    },
    signal,
  );
}

async function defaultModel(core: SessionCore): Promise<string> {
  const models = await core.models();
  const model = models.find(({ isDefault }) => isDefault) ?? models[0];
  if (model !== undefined) return model.id;
  throw new UpstreamError('engine_unavailable', 'Codex offers no model at the moment.');
}

/** Settings whose values depend on the model. */
async function toModelSettings(
  core: SessionCore,
  name: string,
  input: ChatCompletionInput,
): Promise<Pick<CompletionRequest, 'effort' | 'serviceTier'>> {
  const effort = input.effort ?? undefined;
  const serviceTier = input.serviceTier ?? undefined;
  if (effort === undefined && serviceTier === undefined) return {};
  const { model } = await core.resolveModel(name);
  if (effort !== undefined) assertEffort(model, effort);
  if (serviceTier !== undefined) assertServiceTier(model, serviceTier);
  return {
    ...(effort !== undefined && { effort }),
    ...(serviceTier !== undefined && { serviceTier }),
  };
}

function assertEffort(model: Model, effort: string): void {
  const fault = effortFault(model, effort);
  // What the model does not offer is clamped.
  if (fault?.kind !== 'unknown') return;
  throw invalid(
    'effort',
    `effort: '${effort}' is no reasoning effort of ${model.id}, which offers ${fault.offered.join(', ') || 'none'}.`,
  );
}

function assertServiceTier(model: Model, tier: string): void {
  const fault = tierFault(model, tier);
  if (fault === null) return;
  throw invalid(
    'serviceTier',
    `serviceTier: '${tier}' is no service tier of ${model.id}, which offers ${fault.offered.join(', ') || 'none'}.`,
  );
}
