import type { Layer } from './layer.ts';

/** `src/` itself, the highest layer. */
export const rootLayer: Layer = {
  folder: '.',
  holds:
    '`main.ts` has signals and exit codes; `gateway.ts` is the one place that puts everything together',
  imports: [
    'util',
    'log',
    'sqlite',
    'home',
    'standin',
    'codex/streams',
    'codex/completion',
    'codex/engine',
    'codex/engine/choice',
    'codex/observers',
    'codex',
    'config',
    'trial',
    'doctor',
    'conversations',
    'images',
    'quota',
    'alerts',
    'usage',
    'metrics',
    'http',
    'tracing',
    'rest/general',
    'rest/metrics',
    'rest/ollama',
    'rest/openai',
    'dashboard',
    'schema',
  ],
};
