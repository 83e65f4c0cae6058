import {
  oneOf,
  parseBoolean,
  parseBytes,
  parsePath,
  showBytes,
  wholeNumber,
} from '../values/values.ts';
import { option } from './option.ts';

/** Files, log and metrics. */
export const recordsOptions = {
  home: option({
    flag: '--home <folder>',
    env: 'CODEX_SERVE_HOME',
    fallback: '~/.codex-serve',
    description: "Folder for the gateway's own files. One gateway at a time can use it.",
    parse: parsePath,
  }),
  configFile: option({
    flag: '--config <file>',
    env: 'CODEX_SERVE_CONFIG',
    description:
      'TOML file of settings. Unset: `codex-serve.toml` in the folder of `--home`, if it exists. A flag or a variable takes precedence over it.',
    parse: parsePath,
  }),
  store: option({
    flag: '--store <place>',
    env: 'CODEX_SERVE_STORE',
    fallback: 'disk',
    description:
      'Where conversations and stored answers are kept: `disk` (in the folder of `--home`), `memory` (until the gateway ends), or `off` (nowhere).',
    parse: oneOf(['disk', 'memory', 'off']),
  }),
  storeDays: option({
    flag: '--store-days <days>',
    env: 'CODEX_SERVE_STORE_DAYS',
    fallback: '30',
    description: 'How many days a conversation is kept after its last use.',
    parse: wholeNumber(1, 3650),
  }),
  storeBytes: option({
    flag: '--store-bytes <size>',
    env: 'CODEX_SERVE_STORE_BYTES',
    fallback: '1GiB',
    description:
      'How much is kept of conversations. Beyond it, those go first that have not been used for the longest time.',
    parse: parseBytes,
    show: showBytes,
  }),
  usageDays: option({
    flag: '--usage-days <days>',
    env: 'CODEX_SERVE_USAGE_DAYS',
    fallback: '90',
    description:
      'How many days usage totals and the list of completions are kept. 0: keep nothing.',
    parse: wholeNumber(0, 3650),
  }),
  prices: option({
    flag: '--prices <file>',
    env: 'CODEX_SERVE_PRICES',
    description:
      'JSON file of API prices in dollars per million tokens, by model, for the estimated cost in usage: `{"gpt-5.5": {"input": 5, "cachedInput": 0.5, "output": 30}}`. It goes before the gateway\'s own table; null takes a price away.',
    parse: parsePath,
  }),
  recordContent: option({
    flag: '--record-content',
    env: 'CODEX_SERVE_RECORD_CONTENT',
    fallback: 'false',
    description: 'Also keep prompts and answers, without images.',
    parse: parseBoolean,
  }),
  log: option({
    flag: '--log <level>',
    env: 'CODEX_SERVE_LOG',
    fallback: 'info',
    description: 'Log level: trace, debug, info, warn, error, fatal or silent.',
    parse: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    isReloadable: true,
  }),
  verbose: option({
    flag: '--verbose',
    env: 'CODEX_SERVE_VERBOSE',
    fallback: 'false',
    description: 'Log every request, answer and chunk, including prompts and texts.',
    parse: parseBoolean,
  }),
  metrics: option({
    flag: '--metrics <on/off>',
    env: 'CODEX_SERVE_METRICS',
    fallback: 'on',
    description:
      'Metrics for Prometheus on `/metrics`. With API keys, only for keys that see everything.',
    parse: parseBoolean,
  }),
} as const;
