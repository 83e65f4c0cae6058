import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Model } from '../../codex/engine/model.ts';
import type { SessionCore } from '../../codex/session-core.ts';
import { listedNames } from '../../codex/listed-names.ts';
import { namedModel } from './named-model.ts';

/** The Ollama version that clients see; some refuse to work with an older one. */
const ollamaVersion = '0.12.10';

/** Ollama clients find the context length under the architecture's name. */
const architecture = 'llama';

/** Codex's catalog has no dates, and clients cache by this one: it never changes. */
const modifiedAt = '2025-01-01T00:00:00.000Z';

const details = {
  parent_model: '',
  format: 'codex',
  family: architecture,
  families: [architecture],
  parameter_size: 'unknown',
  quantization_level: 'unknown',
};

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
    const names = listedNames(core, await core.models(), exposeReasoningModels);
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

/** `POST /api/show {model}`, or `{name}` from older clients. An unknown model is a 404. */
export function createShowHandler(core: SessionCore): RequestHandler {
  return async (req, res) => {
    const asked = namedModel(req.body);
    const { model } = await core.resolveModel(asked);
    res.json({
      modelfile: `# ${model.displayName}, served by Codex\nFROM ${asked}\n`,
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
    'tools',
    ...(inputModalities.includes('image') ? ['vision'] : []),
    ...(efforts.length > 0 ? ['thinking'] : []),
  ];
}
