import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Model } from '../codex/model.ts';
import type { SessionCore } from '../codex/session-core.ts';
import { listedNames, modelCreatedSeconds } from './models.ts';
import { toInvalidRequest } from './validation/issues.ts';

/** The Ollama version that its clients are told: some refuse to talk to an older one. */
const ollamaVersion = '0.12.10';

/** Ollama clients find the context length under the architecture's name. */
const architecture = 'llama';

const modifiedAt = new Date(modelCreatedSeconds * 1000).toISOString();

const details = {
  parent_model: '',
  format: 'codex',
  family: architecture,
  families: [architecture],
  parameter_size: 'unknown',
  quantization_level: 'unknown',
};

const showRequest = z.object({ model: z.string().min(1) });

/** `GET /api/version`. */
export const ollamaVersionHandler: RequestHandler = (_req, res) => {
  res.json({ version: ollamaVersion });
};

/** `GET /api/tags`: the names of `GET /v1/models`. Nothing is stored here, so sizes are 0. */
export function createTagsHandler(
  core: SessionCore,
  exposeReasoningModels: boolean,
): RequestHandler {
  return async (_req, res) => {
    const names = listedNames(await core.models(), exposeReasoningModels);
    res.json({
      models: names.map((name) => ({
        name,
        model: name,
        modified_at: modifiedAt,
        size: 0,
        digest: createHash('sha256').update(name).digest('hex'),
        details,
      })),
    });
  };
}

/** `POST /api/show {model}`. An unknown model is OpenAI's 404, as on every route. */
export function createShowHandler(core: SessionCore): RequestHandler {
  return async (req, res) => {
    const request = showRequest.safeParse(req.body ?? {});
    if (!request.success) throw toInvalidRequest(request.error, req.body);
    const { model } = await core.resolveModel(request.data.model);
    res.json({
      modelfile: `# ${model.displayName}, served by Codex\nFROM ${request.data.model}\n`,
      parameters: '',
      template: '{{ .Prompt }}',
      details,
      model_info: {
        'general.architecture': architecture,
        'general.basename': model.id,
        ...(model.contextWindow !== null && {
          [`${architecture}.context_length`]: model.contextWindow,
        }),
      },
      capabilities: capabilitiesOf(model),
      modified_at: modifiedAt,
    });
  };
}

/** In Ollama's words, and only what the chat route takes. */
function capabilitiesOf({ inputModalities, efforts }: Model): string[] {
  return [
    'completion',
    ...(inputModalities.includes('image') ? ['vision'] : []),
    ...(efforts.length > 0 ? ['thinking'] : []),
  ];
}
