import { overlaidFields } from '../codex/engine/overlaid-fields.ts';
import { parseHost } from './hosts.ts';
import { parseOrigin } from './origins.ts';
import {
  listOf,
  oneOf,
  parseAddress,
  parseAlias,
  parseApiKeys,
  parseBoolean,
  parseName,
  parsePath,
  wholeNumber,
} from './values.ts';

const reasoningFormats = ['reasoning_content', 'reasoning', 'think', 'none'] as const;

/** One setting, by flag or by environment variable. */
export interface OptionSpec<T> {
  /** As the command line takes it, `--addr <host:port>`; a switch names no value. */
  readonly flag: string;
  readonly env: string;
  /** As text, like a value that was given; undefined where unset means something of its own. */
  readonly fallback?: string;
  readonly description: string;
  /** Throws `InvalidValueError`. */
  readonly parse: (text: string) => T;
}

const option = <T>(spec: OptionSpec<T>): OptionSpec<T> => spec;

/** Every setting there is. The command line, `--help` and the README's table follow from it. */
export const options = {
  addr: option({
    flag: '--addr <host:port>',
    env: 'CODEX_SERVE_ADDR',
    fallback: '127.0.0.1:8000',
    description: 'Address to listen on. Any but a loopback one needs an API key.',
    parse: parseAddress,
  }),
  demo: option({
    flag: '--demo',
    env: 'CODEX_SERVE_DEMO',
    fallback: 'false',
    description: 'Run the real Codex against a stand-in service: no login, no internet.',
    parse: parseBoolean,
  }),
  apiKeys: option({
    flag: '--api-key <keys>',
    env: 'CODEX_SERVE_API_KEY',
    fallback: '',
    description:
      'Key that every client must send, as a bearer token, x-api-key or api-key, or several with their names: alice:KEY,bob:KEY.',
    parse: parseApiKeys,
  }),
  adminKeys: option({
    flag: '--admin-keys <names>',
    env: 'CODEX_SERVE_ADMIN_KEYS',
    fallback: '',
    description:
      'Names of API keys that see and stop the completions of all keys. Any other, unless it is the only one, its own.',
    parse: listOf(parseName),
  }),
  corsOrigins: option({
    flag: '--cors-origin <origins>',
    env: 'CODEX_SERVE_CORS_ORIGIN',
    fallback: '',
    description:
      'Web origins that may call as you do, with commas between them: https://app.example, app://obsidian.md, https://*.example.com. Without a key, pages of other loopback origins see only what they started.',
    parse: listOf(parseOrigin),
  }),
  allowHosts: option({
    flag: '--allow-host <hosts>',
    env: 'CODEX_SERVE_ALLOW_HOST',
    fallback: '',
    description:
      'Host names, with commas between them, under which clients without a key may call beside loopback ones: host.docker.internal, gateway.lan:8000, *.lan.example. A valid key passes under any.',
    parse: listOf(parseHost),
  }),
  exposeReasoningModels: option({
    flag: '--expose-reasoning-models',
    env: 'CODEX_SERVE_EXPOSE_REASONING_MODELS',
    fallback: 'false',
    description: 'List each model once more for each of its efforts, as MODEL-high and so on.',
    parse: parseBoolean,
  }),
  modelAliases: option({
    flag: '--model-alias <aliases>',
    env: 'CODEX_SERVE_MODEL_ALIAS',
    fallback: '',
    description: 'Other names for models, with commas between them: gpt-4o=gpt-5.5.',
    parse: listOf(parseAlias),
  }),
  fallbackModel: option({
    flag: '--fallback-model <model>',
    env: 'CODEX_SERVE_FALLBACK_MODEL',
    description: 'Model that answers for unknown names. Unset: an unknown name is an error.',
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
    description: `Where chat answers hold the reasoning summary: ${reasoningFormats.join(', ')}.`,
    parse: oneOf(reasoningFormats),
  }),
  maxTurns: option({
    flag: '--max-turns <count>',
    env: 'CODEX_SERVE_MAX_TURNS',
    fallback: '128',
    description: 'How many answers may be given at once; further requests wait in a fair queue.',
    parse: wholeNumber(1, 10_000),
  }),
  maxQueued: option({
    flag: '--max-queued <count>',
    env: 'CODEX_SERVE_MAX_QUEUED',
    fallback: '1000',
    description:
      'How many requests may wait before more are refused, with 429 and a time to retry.',
    parse: wholeNumber(0, 100_000),
  }),
  queueSeconds: option({
    flag: '--queue-seconds <seconds>',
    env: 'CODEX_SERVE_QUEUE_SECONDS',
    fallback: '300',
    description: 'How long a request may wait for its turn before it fails with 503.',
    parse: wholeNumber(1, 86_400),
  }),
  parkedTurns: option({
    flag: '--parked-turns <count>',
    env: 'CODEX_SERVE_PARKED_TURNS',
    fallback: '100',
    description: 'How many turns may wait for the results of tools; 0 replays every conversation.',
    parse: wholeNumber(0, 10_000),
  }),
  parkSeconds: option({
    flag: '--park-seconds <seconds>',
    env: 'CODEX_SERVE_PARK_SECONDS',
    fallback: '600',
    description: 'How long a turn waits for the results of tools.',
    parse: wholeNumber(1, 86_400),
  }),
  warmThreads: option({
    flag: '--warm-threads <count>',
    env: 'CODEX_SERVE_WARM_THREADS',
    fallback: '8',
    description: 'How many threads, each connected, may wait for requests like the last ones.',
    parse: wholeNumber(0, 1000),
  }),
  warmSeconds: option({
    flag: '--warm-seconds <seconds>',
    env: 'CODEX_SERVE_WARM_SECONDS',
    fallback: '300',
    description: 'How long such a thread waits before it is given back.',
    parse: wholeNumber(1, 86_400),
  }),
  keptThreads: option({
    flag: '--kept-threads <count>',
    env: 'CODEX_SERVE_KEPT_THREADS',
    fallback: '50',
    description:
      'How many threads may wait for their chats to go on; 0 replays every conversation.',
    parse: wholeNumber(0, 10_000),
  }),
  keepSeconds: option({
    flag: '--keep-seconds <seconds>',
    env: 'CODEX_SERVE_KEEP_SECONDS',
    fallback: '600',
    description: 'How long a thread waits for its chat to go on.',
    parse: wholeNumber(1, 86_400),
  }),
  retrySeconds: option({
    flag: '--retry-seconds <seconds>',
    env: 'CODEX_SERVE_RETRY_SECONDS',
    fallback: '30',
    description: 'How long Codex may go on retrying one answer before the request fails.',
    parse: wholeNumber(0, 3600),
  }),
  silenceSeconds: option({
    flag: '--silence-seconds <seconds>',
    env: 'CODEX_SERVE_SILENCE_SECONDS',
    fallback: '300',
    description: 'Longest time in which a running answer may show no sign of life.',
    parse: wholeNumber(1, 86_400),
  }),
  answerSeconds: option({
    flag: '--answer-seconds <seconds>',
    env: 'CODEX_SERVE_ANSWER_SECONDS',
    fallback: '3600',
    description: 'Longest time that one answer may take, without its wait in the queue.',
    parse: wholeNumber(1, 86_400),
  }),
  graphiql: option({
    flag: '--graphiql <on/off>',
    env: 'CODEX_SERVE_GRAPHIQL',
    fallback: 'on',
    description: 'Whether a browser gets GraphiQL at /graphql.',
    parse: parseBoolean,
  }),
  introspection: option({
    flag: '--introspection <on/off>',
    env: 'CODEX_SERVE_INTROSPECTION',
    fallback: 'on',
    description: 'Whether GraphQL clients may read the schema, by query or from suggestions.',
    parse: parseBoolean,
  }),
  persistedDocuments: option({
    flag: '--persisted-documents <file>',
    env: 'CODEX_SERVE_PERSISTED_DOCUMENTS',
    description:
      'GraphQL documents that clients may name by hash: a JSON map, as codegen writes it.',
    parse: parsePath,
  }),
  onlyPersistedDocuments: option({
    flag: '--only-persisted-documents',
    env: 'CODEX_SERVE_ONLY_PERSISTED_DOCUMENTS',
    fallback: 'false',
    description: 'Refuse every other GraphQL document.',
    parse: parseBoolean,
  }),
  usageDays: option({
    flag: '--usage-days <days>',
    env: 'CODEX_SERVE_USAGE_DAYS',
    fallback: '90',
    description: 'How many days the totals and the list of completions are kept; 0 keeps none.',
    parse: wholeNumber(0, 3650),
  }),
  recordContent: option({
    flag: '--record-content',
    env: 'CODEX_SERVE_RECORD_CONTENT',
    fallback: 'false',
    description: 'Keep prompts and answers with the list of completions. Pictures are left out.',
    parse: parseBoolean,
  }),
  inlineImagesOnly: option({
    flag: '--inline-images-only',
    env: 'CODEX_SERVE_INLINE_IMAGES_ONLY',
    fallback: 'false',
    description:
      'Refuse remote image URLs. Otherwise they are fetched, from public addresses only.',
    parse: parseBoolean,
  }),
  verbose: option({
    flag: '--verbose',
    env: 'CODEX_SERVE_VERBOSE',
    fallback: 'false',
    description: 'Log every request, answer and chunk, prompts and texts included.',
    parse: parseBoolean,
  }),
  log: option({
    flag: '--log <level>',
    env: 'CODEX_SERVE_LOG',
    fallback: 'info',
    description: 'Least level to log: trace, debug, info, warn, error, fatal or silent.',
    parse: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  }),
  home: option({
    flag: '--home <folder>',
    env: 'CODEX_SERVE_HOME',
    fallback: '~/.codex-serve',
    description: "Folder for the gateway's own files.",
    parse: parsePath,
  }),
  codexHome: option({
    flag: '--codex-home <folder>',
    env: 'CODEX_HOME',
    fallback: '~/.codex',
    description:
      'Your Codex home, whose login and upstream are used. Nothing but the login is ever written there.',
    parse: parsePath,
  }),
  codexBin: option({
    flag: '--codex-bin <file>',
    env: 'CODEX_SERVE_CODEX_BIN',
    description:
      'Codex to run. Unset: the first on PATH that passes a self-test, else the bundled one.',
    parse: parsePath,
  }),
  keepModelFields: option({
    flag: '--keep-model-fields <fields>',
    env: 'CODEX_SERVE_KEEP_MODEL_FIELDS',
    fallback: '',
    description: `Members of the model catalog not to overlay: ${overlaidFields.join(', ')}.`,
    parse: listOf(oneOf(overlaidFields)),
  }),
} as const;

type Options = typeof options;

/** The settings in force. Those without a fallback are undefined when unset. */
export type Config = {
  readonly [K in keyof Options]: Options[K] extends { parse: (text: string) => infer T }
    ? K extends 'codexBin' | 'fallbackModel' | 'persistedDocuments'
      ? T | undefined
      : T
    : never;
};
