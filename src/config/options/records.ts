import { oneOf, parseBoolean, parsePath, wholeNumber } from '../values/values.ts';
import { option } from './option.ts';

/** Files and log. */
export const recordsOptions = {
  home: option({
    flag: '--home <folder>',
    env: 'CODEX_SERVE_HOME',
    fallback: '~/.codex-serve',
    description: "Folder for the gateway's own files. One gateway at a time can use it.",
    parse: parsePath,
  }),
  usageDays: option({
    flag: '--usage-days <days>',
    env: 'CODEX_SERVE_USAGE_DAYS',
    fallback: '90',
    description:
      'How many days usage totals and the list of completions are kept. 0: keep nothing.',
    parse: wholeNumber(0, 3650),
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
  }),
  verbose: option({
    flag: '--verbose',
    env: 'CODEX_SERVE_VERBOSE',
    fallback: 'false',
    description: 'Log every request, answer and chunk, including prompts and texts.',
    parse: parseBoolean,
  }),
} as const;
