import { engineNames } from '../../codex/engine/engine-health.ts';
import { overlaidFields } from '../../codex/engine/overlaid-fields.ts';
import { listOf, oneOf, parsePath, parseProfile } from '../values/values.ts';
import { option } from './option.ts';

/** Codex. */
export const codexOptions = {
  engine: option({
    flag: '--engine <engine>',
    env: 'CODEX_SERVE_ENGINE',
    fallback: 'auto',
    description:
      'What answers: `direct`, the Responses API itself; `app-server`, through Codex. `auto`: direct with an API key or a custom provider, through Codex with a ChatGPT login.',
    parse: oneOf(['auto', ...engineNames]),
  }),
  codexHome: option({
    flag: '--codex-home <folder>',
    env: 'CODEX_HOME',
    fallback: '~/.codex',
    description:
      'Your Codex home, whose login and upstream the gateway uses. It writes nothing there but the login.',
    parse: parsePath,
  }),
  codexProfile: option({
    flag: '--codex-profile <name>',
    env: 'CODEX_SERVE_CODEX_PROFILE',
    description:
      "Profile of Codex to use: `NAME.config.toml` of your Codex home is layered over its `config.toml`, as Codex's `--profile` does. Unset: none.",
    parse: parseProfile,
  }),
  codexBin: option({
    flag: '--codex-bin <file>',
    env: 'CODEX_SERVE_CODEX_BIN',
    description:
      'Codex to run. Unset: the first one on PATH that passes a self-test, else the bundled one.',
    parse: parsePath,
  }),
  keepModelFields: option({
    flag: '--keep-model-fields <fields>',
    env: 'CODEX_SERVE_KEEP_MODEL_FIELDS',
    fallback: '',
    description: `Members of the model catalog to leave as the service sends them: ${overlaidFields.join(', ')}.`,
    parse: listOf(oneOf(overlaidFields)),
  }),
} as const;
