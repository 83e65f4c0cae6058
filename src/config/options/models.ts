import { oneOf, parseAliases, parseBoolean, parseName } from '../values/values.ts';
import { option } from './option.ts';

const reasoningFormats = ['reasoning_content', 'reasoning', 'think', 'none'] as const;

/** Models and answers. */
export const modelsOptions = {
  exposeReasoningModels: option({
    flag: '--expose-reasoning-models',
    env: 'CODEX_SERVE_EXPOSE_REASONING_MODELS',
    fallback: 'false',
    description: 'Also list each model once per effort, as MODEL-high and so on.',
    parse: parseBoolean,
  }),
  modelAliases: option({
    flag: '--model-alias <aliases>',
    env: 'CODEX_SERVE_MODEL_ALIAS',
    fallback: '',
    description: 'Comma-separated aliases of models: gpt-4o=gpt-5.5.',
    parse: parseAliases,
    show: (aliases: readonly (readonly [string, string])[]) =>
      aliases.map((alias) => alias.join('=')).join(','),
    isReloadable: true,
  }),
  fallbackModel: option({
    flag: '--fallback-model <model>',
    env: 'CODEX_SERVE_FALLBACK_MODEL',
    description:
      'Model that answers requests for unknown models. Unset: an unknown model is an error.',
    parse: parseName,
  }),
  strict: option({
    flag: '--strict',
    env: 'CODEX_SERVE_STRICT',
    fallback: 'false',
    description: 'Refuse requests with fields that would otherwise be ignored.',
    parse: parseBoolean,
  }),
  reasoningFormat: option({
    flag: '--reasoning-format <format>',
    env: 'CODEX_SERVE_REASONING_FORMAT',
    fallback: 'reasoning_content',
    description: `Where chat answers put the reasoning summary: ${reasoningFormats.join(', ')}.`,
    parse: oneOf(reasoningFormats),
  }),
  webSearch: option({
    flag: '--web-search <on|off>',
    env: 'CODEX_SERVE_WEB_SEARCH',
    fallback: 'off',
    description:
      "Whether the model may search the web where a request asks for it. The service runs the searches, outside of the gateway's control.",
    parse: parseBoolean,
  }),
  inlineImagesOnly: option({
    flag: '--inline-images-only',
    env: 'CODEX_SERVE_INLINE_IMAGES_ONLY',
    fallback: 'false',
    description:
      'Refuse remote image URLs. By default the gateway fetches them, from public addresses only.',
    parse: parseBoolean,
  }),
} as const;
