import type { CompletionRequest, Message } from '../../codex/completion/request.ts';
import type { Model } from '../../codex/engine/model.ts';
import { effortFault } from '../../codex/checks/efforts.ts';
import { tierFault } from '../../codex/checks/service-tier.ts';
import type { SessionCore } from '../../codex/session-core.ts';
import { UpstreamError } from '../../errors/errors.ts';
import type { GraphqlContext } from '../kit/context.ts';
import { invalid } from '../kit/invalid-input.ts';
import { toAnswerSettings } from './input/answer-settings.ts';
import type { ChatSettingsInput } from './input/chat-completion-input.ts';
import { assertSupported, ignoredOptions, toOptions } from './input/options.ts';
import { shortenedSchemas, toToolSettings } from './input/tools.ts';

/** Who starts a completion, and where. */
export type StartContext = Pick<GraphqlContext, 'core' | 'caller'>;

/** What is asked, beside the settings. */
export interface Asked {
  readonly messages: readonly Message[];
  /** Paths of further fields that have no effect. */
  readonly ignored?: readonly string[];
}

/**
 * The request for an answer with these settings. Rejects with an `InvalidRequestError` that names the
 * field, or as `SessionCore.resolveModel` does.
 */
export async function toRequest(
  { core, caller }: StartContext,
  input: ChatSettingsInput,
  asked: Asked,
): Promise<CompletionRequest> {
  const tools = toToolSettings(input);
  const capabilities = core.capabilities();
  assertSupported(input, capabilities);
  const ignored = [...ignoredOptions(input, capabilities), ...(asked.ignored ?? [])];
  const answer = toAnswerSettings(input);
  const model = input.model ?? (await defaultModel(core));
  const settings = await toModelSettings(core, model, input);
  return {
    model,
    messages: asked.messages,
    ...tools,
    ...answer,
    ...toOptions(input, capabilities),
    ...settings,
    ...(input.reasoningSummary && { reasoningSummary: input.reasoningSummary }),
    unmet: [...shortenedSchemas(core, tools), ...ignored],
    ignored,
    surface: 'GRAPHQL',
    caller,
  };
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
  input: ChatSettingsInput,
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
