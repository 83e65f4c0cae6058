import { overlaidFields } from '../../codex/engine/overlaid-fields.ts';
import { listOf, oneOf, parsePath } from '../values/values.ts';
import { option } from './option.ts';

/** Codex. */
export const codexOptions = {
  codexHome: option({
    flag: '--codex-home <folder>',
    env: 'CODEX_HOME',
    fallback: '~/.codex',
    description:
      'Your Codex home, whose login and upstream the gateway uses. It writes nothing there but the login.',
    parse: parsePath,
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
