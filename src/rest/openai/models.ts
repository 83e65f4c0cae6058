import type { RequestHandler } from 'express';
import { listedNames } from '../../codex/listed-names.ts';
import type { SessionCore } from '../../codex/session-core.ts';

/** A model as OpenAI lists it. */
export interface ModelBody {
  readonly id: string;
  readonly object: 'model';
  /** Seconds since 1970. */
  readonly created: number;
  readonly owned_by: string;
}

/**
 * Codex's catalog has no dates. Clients cache and sort by this one, so it is the same for every
 * model and every answer: 2025-01-01T00:00:00Z, in seconds.
 */
const modelCreatedSeconds = 1_735_689_600;

/** `GET /v1/models`. Hidden models are left out. */
export function createModelListHandler(
  core: SessionCore,
  exposeReasoningModels: boolean,
): RequestHandler {
  return async (_req, res) => {
    const names = listedNames(core, await core.models(), exposeReasoningModels);
    res.json({ object: 'list', data: names.map(toModelBody) });
  };
}

/** `GET /v1/models/{id}`. Hidden models and names with an effort are found too. */
export function createModelHandler(core: SessionCore): RequestHandler<{ model: string }> {
  return async (req, res) => {
    const name = req.params.model;
    await core.resolveModel(name);
    res.json(toModelBody(name));
  };
}

function toModelBody(id: string): ModelBody {
  return { id, object: 'model', created: modelCreatedSeconds, owned_by: 'openai' };
}
