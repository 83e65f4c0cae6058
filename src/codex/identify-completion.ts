import { LoginRequiredError } from '../errors/errors.ts';
import type { ErrorFacts } from './answering/explain-error.ts';
import type { CompletionIdentity } from './completion/completion-identity.ts';
import type { CompletionRequest } from './completion/request.ts';
import { summaryOf } from './completion/request-summary.ts';
import type { Engine } from './engine/engine.ts';
import { clampEffort, resolveModel, type ModelNames } from './models.ts';
import { newId } from '../util/new-id.ts';

/** What is known of a completion before it starts. */
export interface IdentifiedCompletion {
  readonly identity: CompletionIdentity;
  /** Used for the text of its error, if it fails. */
  readonly facts: ErrorFacts;
}

/**
 * Checks the login, resolves model and effort, and gives the completion a new id. Rejects with
 * `LoginRequiredError`, `ModelNotFoundError` or `UpstreamError`.
 */
export async function identifyCompletion(
  request: CompletionRequest,
  engine: Engine,
  modelNames: ModelNames | undefined,
): Promise<IdentifiedCompletion> {
  const [account, models] = await Promise.all([engine.account(), engine.models()]);
  if (!account.isReady) throw new LoginRequiredError();
  const known = { models, takesAny: engine.takesAnyModel() };
  const { model, effort } = resolveModel(known, request.model, modelNames);
  return {
    identity: {
      id: newId(request.idPrefix ?? 'chatcmpl-'),
      model: model.id,
      // A suffix wins: a user chose it by hand, while programs may send an effort every time.
      effort: clampEffort(model, effort ?? request.effort ?? null) ?? model.defaultEffort,
      surface: request.surface,
      caller: request.caller,
      previousId: request.previousId ?? null,
      conversationId: request.conversationId ?? null,
      request: summaryOf(request),
      unmet: request.unmet ?? [],
      ignored: request.ignored ?? [],
    },
    facts: {
      contextWindow: model.contextWindow,
      isLoginRequired: account.isLoginRequired,
      upstream: engine.upstream,
    },
  };
}
