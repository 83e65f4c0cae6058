/** A folder below `src/` and what its files may import. */
export interface Layer {
  /** Relative to `src/`; `.` is `src/` itself. */
  readonly folder: string;
  /** One line for ARCHITECTURE.md: what lives here. */
  readonly holds: string;
  /** Layers that it may import, each with the folders inside it. */
  readonly imports: readonly string[];
  /**
   * The folders inside it, lowest first: each may import those before it, and what the layer may
   * import. `.` is the layer's own folder, which comes last by default.
   */
  readonly inside?: readonly string[];
  /** Packages that it must not import. */
  readonly without?: readonly string[];
}

const http = [
  'express',
  'cors',
  'ws',
  'undici',
  'eventsource-parser',
  'pino-http',
  'node:http',
  'node:https',
  'node:http2',
] as const;
const graphql = [
  'graphql',
  'graphql-yoga',
  'graphql-ws',
  'graphql-ws/use/ws',
  '@graphql-yoga/render-graphiql',
  '@pothos/core',
  '@pothos/plugin-complexity',
  '@pothos/plugin-errors',
  '@pothos/plugin-relay',
] as const;
const neither = [...http, ...graphql];

/**
 * Every folder below `src/`, from the lowest layer to the highest. The lint rules are generated from
 * it (`npm run layers`), and ARCHITECTURE.md shows it. A folder that is not here may import nothing.
 */
export const layers: readonly Layer[] = [
  {
    folder: 'util',
    holds: 'Helpers that know nothing of this program',
    imports: [],
    without: neither,
  },
  {
    folder: 'errors',
    holds: 'The error classes, and one table from each code to its status, type and meaning',
    imports: [],
    without: neither,
  },
  {
    folder: 'log',
    holds: 'The log on standard error, which never blocks or ends the process',
    imports: [],
    without: neither,
  },
  {
    folder: 'sqlite',
    holds: 'Opens SQLite files, brings them to the version of this program, and locks one',
    imports: ['util'],
    without: neither,
  },
  {
    folder: 'home',
    holds:
      'The folder below `--home`: its lock, its layout, the merge of the folders of version 0.1',
    imports: ['util', 'sqlite'],
    without: neither,
  },
  {
    folder: 'standin',
    holds: 'The stand-in for the Responses service, for `--demo`, tests and benchmarks',
    imports: [],
    inside: ['wire', 'account'],
  },
  {
    folder: 'codex/streams',
    holds: 'Logs of events with any number of readers',
    imports: ['errors'],
    without: neither,
  },
  {
    folder: 'codex/completion',
    holds: 'What a completion is: its request, its events, its state',
    imports: ['util', 'errors', 'codex/streams'],
    without: neither,
  },
  {
    folder: 'codex/engine',
    holds: 'The port: what the core asks of an engine, in plain types',
    imports: ['errors', 'codex/streams', 'codex/completion'],
    without: neither,
  },
  {
    folder: 'codex/engine/conversation',
    holds:
      'What a conversation is to every engine: its fingerprint, its size, its tool results, and the pool of what waits for a request',
    imports: ['codex/completion', 'codex/engine'],
    without: neither,
  },
  {
    folder: 'codex/engine/service',
    holds:
      'What every engine knows of the service: its `errors`, the `contact` with it, and how a repeated `output` is passed on once',
    imports: ['errors', 'codex/completion', 'codex/engine'],
    inside: ['contact', 'errors', 'output'],
    without: neither,
  },
  {
    folder: 'codex/shaping',
    holds: 'What is done to the text of an answer: `stop`, limits, JSON',
    imports: ['codex/completion', 'codex/engine'],
    inside: ['json-schema', 'json'],
    without: neither,
  },
  {
    folder: 'codex/engine/app-server',
    holds:
      'The engine that runs `codex app-server`: `binary` finds Codex, `home` builds its private home, `process` keeps it running, `rpc` speaks its protocol, `threads` has threads ready, `turn` runs one turn, `account` and `login` know its login',
    imports: [
      'util',
      'errors',
      'codex/streams',
      'codex/completion',
      'codex/engine',
      'codex/engine/conversation',
      'codex/engine/service',
      'codex/shaping',
    ],
    inside: [
      'rpc',
      'binary',
      'upstream',
      'account',
      'tools',
      'home',
      'threads',
      'self-test',
      'process',
      'turn',
      'answer',
      'login',
    ],
    without: neither,
  },
  {
    folder: 'codex/engine/direct',
    holds:
      'The engine that speaks the Responses API itself: `provider` says where and as whom, `login` has the token, `request` writes the body, `transport` sends it, `models` lists what a custom provider has, `answer` reads what comes back, `chains` keeps what a conversation continues from',
    imports: [
      'util',
      'errors',
      'codex/completion',
      'codex/engine',
      'codex/engine/conversation',
      'codex/engine/service',
    ],
    inside: [
      'provider',
      'login',
      'request',
      'transport',
      'transport/websocket',
      'models',
      'chains',
      'answer',
    ],
    without: graphql,
  },
  {
    folder: 'codex/engine/choice',
    holds: 'Which engine runs: `--engine`, the login and the provider decide',
    imports: ['codex/engine', 'codex/engine/app-server', 'codex/engine/direct'],
    without: neither,
  },
  {
    folder: 'codex/checks',
    holds: 'What a request must not hold, found once; each surface words it',
    imports: ['errors', 'codex/completion', 'codex/engine'],
    without: neither,
  },
  {
    folder: 'codex/activity',
    holds: 'What happens in all completions, for a live board',
    imports: ['errors', 'codex/streams', 'codex/completion'],
    without: neither,
  },
  {
    folder: 'codex/observers',
    holds: 'The stages of a completion, and the observers that the core brings',
    imports: ['errors', 'codex/completion'],
    without: neither,
  },
  {
    folder: 'codex/queue',
    holds: 'How a completion gets its turn',
    imports: ['errors', 'codex/completion'],
    without: neither,
  },
  {
    folder: 'codex/answering',
    holds: 'How an answer comes about',
    imports: ['errors', 'codex/completion', 'codex/engine', 'codex/shaping'],
    without: neither,
  },
  {
    folder: 'codex/idempotency',
    holds: 'Which completion an idempotency key stands for',
    imports: ['errors', 'codex/completion'],
    without: neither,
  },
  {
    folder: 'codex',
    holds: 'The session core, which the surfaces stand on',
    imports: [
      'util',
      'errors',
      'codex/streams',
      'codex/completion',
      'codex/checks',
      'codex/engine',
      'codex/activity',
      'codex/observers',
      'codex/queue',
      'codex/answering',
      'codex/idempotency',
      'codex/shaping',
    ],
    without: neither,
  },
  {
    folder: 'config',
    holds:
      'Every setting, in groups that the command line, the config file and docs/settings.md follow',
    imports: ['codex/engine'],
    inside: ['values', 'options', 'file'],
    without: neither,
  },
  {
    folder: 'trial',
    holds: 'Asks each engine a question and a follow-up, and says which one to choose',
    imports: ['errors', 'codex/completion', 'codex/engine', 'codex'],
    without: neither,
  },
  {
    folder: 'images',
    holds: 'Fetches remote pictures, from public addresses only',
    imports: ['util', 'errors', 'codex/completion'],
    without: graphql,
  },
  {
    folder: 'quota',
    holds: 'Keeps how much of the quota was used up at which time, in a database of the gateway',
    imports: ['sqlite', 'codex/engine'],
    without: neither,
  },
  {
    folder: 'usage',
    holds:
      'Keeps what completions used, in a database of the gateway: `totals` counts by hour and group, `prices` knows what models cost over their API',
    imports: ['util', 'errors', 'sqlite', 'codex/completion', 'codex/observers'],
    inside: ['prices', 'totals'],
    without: neither,
  },
  {
    folder: 'conversations',
    holds:
      'Conversations and their turns: `database` keeps them, `running` runs a turn on the core and records it, `items` turns their items into messages and back, `compaction` replaces long ones by a summary',
    imports: ['util', 'errors', 'sqlite', 'codex/streams', 'codex/completion', 'codex'],
    inside: ['.', 'items', 'compaction', 'database', 'running'],
    without: neither,
  },
  {
    folder: 'http',
    holds:
      'The way in: `access` knows who calls and guards the door, `body` reads JSON, `answer` writes errors and events, `socket` bounds WebSockets, `server` has the request log and the WebSocket upgrade',
    imports: ['util', 'errors', 'codex/completion', 'codex/observers', 'config'],
    inside: ['.', 'body', 'answer', 'access', 'socket', 'server'],
    without: graphql,
  },
  {
    folder: 'rest/general',
    holds: 'The root and the health, for every client over HTTP',
    imports: ['codex/engine', 'codex', 'conversations', 'http'],
    without: graphql,
  },
  {
    folder: 'rest/ollama',
    holds: 'What editors ask of Ollama before they chat over the API of OpenAI',
    imports: ['errors', 'codex/engine', 'codex', 'http'],
    without: graphql,
  },
  {
    folder: 'rest/openai',
    holds: 'The API of OpenAI: chats, responses, conversations, stored answers, models',
    imports: [
      'util',
      'errors',
      'codex/completion',
      'codex/checks',
      'codex/engine',
      'codex',
      'conversations',
      'images',
      'http',
    ],
    inside: [
      'errors',
      'validation',
      'lists',
      'stored',
      'chat',
      'completions',
      'responses/request',
      'responses/events',
      'responses',
      'responses/socket',
      'conversations',
    ],
    without: graphql,
  },
  {
    folder: 'dashboard',
    holds: 'The dashboard, a page for browsers: serves what the build made of `web/`',
    imports: ['errors', 'http'],
    without: graphql,
  },
  {
    folder: 'schema',
    holds:
      'The GraphQL API: a folder for each feature, and what they share in `kit`, `node`, `limits` and `transport`',
    imports: [
      'util',
      'errors',
      'codex/streams',
      'codex/completion',
      'codex/checks',
      'codex/engine',
      'codex/activity',
      'codex/queue',
      'codex',
      'config',
      'conversations',
      'images',
      'usage',
      'quota',
      'http',
    ],
    inside: [
      'limits',
      'persisted',
      'kit',
      'node',
      'account',
      'gateway',
      'items',
      'chat/input',
      'chat',
      'chat/tool-outputs',
      'conversations',
      'board',
      'usage',
      'graphiql',
      'transport/watching',
      'transport',
      'transport/web-socket',
    ],
  },
  {
    folder: '.',
    holds:
      '`main.ts` has signals and exit codes; `gateway.ts` is the one place that puts everything together',
    imports: [
      'util',
      'log',
      'home',
      'standin',
      'codex/engine',
      'codex/engine/choice',
      'codex/observers',
      'codex',
      'config',
      'trial',
      'conversations',
      'images',
      'quota',
      'usage',
      'http',
      'rest/general',
      'rest/ollama',
      'rest/openai',
      'dashboard',
      'schema',
    ],
  },
];
