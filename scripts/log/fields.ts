/** What a field of a log line holds. */
export interface FieldRow {
  readonly type:
    | 'text'
    | 'whole number'
    | 'number or text'
    | 'boolean'
    | 'object'
    | 'list of texts';
  /** One line, with the unit of a number. */
  readonly meaning: string;
}

const text = (meaning: string): FieldRow => ({ type: 'text', meaning });
const whole = (meaning: string): FieldRow => ({ type: 'whole number', meaning });
const texts = (meaning: string): FieldRow => ({ type: 'list of texts', meaning });
const object = (meaning: string): FieldRow => ({ type: 'object', meaning });
const flag = (meaning: string): FieldRow => ({ type: 'boolean', meaning });

/** The fields that every line has. */
export const commonFields = {
  level: whole('10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal'),
  time: whole('When, in milliseconds since 1970'),
  pid: whole('The process'),
  hostname: text('The machine'),
  msg: text('Which line it is'),
} as const satisfies Readonly<Record<string, FieldRow>>;

/** Every other field. A name means the same in every line. */
export const fields = {
  requestId: text(
    'The `x-request-id` of the HTTP request, or of the one that opened the WebSocket',
  ),
  operationId: text('The message on a WebSocket, `op_…`'),
  completionId: text('The completion, `chatcmpl-…` or `resp_…`'),
  traceId: text('The trace of the request, with tracing'),
  spanId: text('The span of the request, the operation or the completion, with tracing'),
  conversationId: text('The kept conversation, `conv_…`'),
  previousId: text('The completion whose tool calls this one continues'),
  method: text('The HTTP method'),
  path: text('The path without the query, at most 500 characters'),
  status: {
    type: 'number or text',
    meaning:
      'Of a request its HTTP status, a number; of a completion `completed`, `failed` or `cancelled`',
  },
  keyName: text('The name of the API key, or `origin:URL` for a guest page'),
  program: text('The name of the program, from its user agent'),
  surface: text('The API: `CHAT_COMPLETIONS`, `RESPONSES`, `COMPLETIONS`, `GRAPHQL`'),
  operation: text('`response.create`, or the kind of the GraphQL operation'),
  operationName: text('The name of the GraphQL operation, at most 100 characters'),
  code: text('The [error code](errors.md)'),
  param: text('The field of the request that has the error, at most 200 characters'),
  durationMs: whole('From its arrival to its end, in milliseconds'),
  firstTokenMs: whole('From its arrival to the first token, in milliseconds'),
  queuedMs: whole('How long it waited for its turn, in milliseconds'),
  engine: text('The engine: `app-server` or `direct`'),
  model: text('The model that answers'),
  effort: text('The reasoning effort in force'),
  finishReason: text('`stop`, `length`, `tool_calls` or `content_filter`'),
  usage: object(
    'Tokens: `inputTokens`, `cachedInputTokens`, `cacheWriteInputTokens`, `outputTokens`, `reasoningOutputTokens`, `totalTokens`',
  ),
  ignored: texts(
    'Fields of the request that had no effect: the first 32, at most 64 characters of each',
  ),
  unmet: texts('Options of the request that the answer does not honor'),
  cause: text('What led to the error, at most 2,000 characters'),
  err: object('The error: `type`, `message`, `stack`, of each the first characters'),
  reason: text('Why, in words'),
  bytes: whole('The size, in bytes'),
  droppedLines: whole('Number of lines'),
  lostSpans: whole('Number of spans'),
  faults: texts('A sentence for each wrong variable'),
  endpoint: text('Where spans go, without the query'),
  isPrinted: flag('Whether spans are printed on standard output'),
  capturesContent: flag('Whether spans hold prompts and answers'),
  source: text(
    '`codex` for a line of Codex itself; else the folder or file that something came from',
  ),
  stage: text('The stage of a completion'),
  metric: text('The name of the metric'),
  detail: text('What the GraphQL server says'),
  document: text('The GraphQL document'),
  variables: object('Its variables'),
  body: object('The body of the request'),
  request: object('The request to the core, with the conversation'),
  event: object('An event of the answer'),
  file: text('A file'),
  folder: text('A folder'),
  movedTo: text('Where it is now'),
  from: whole('The version before'),
  to: whole('The version now'),
  removed: whole('Number of conversations'),
  completions: whole('Number of completions'),
  waiting: whole('Number of completions that are not written yet'),
  lost: whole('Number of completions that are missing'),
  ids: texts('The first of them'),
  clashes: whole('Number of them'),
  kind: text('Of a refusal `blocked`, `parameter` or `model`; of an alert its kind'),
  alertId: text('The alert'),
  remedy: text('What to do'),
  retryMs: whole('Time to the next try, in milliseconds'),
  aside: text('Where it is now'),
  subject: text('The name of the parameter or model'),
  host: text('The host of the service'),
  enginePid: whole('The process of the app-server'),
  version: text('The version of Codex'),
  codex: text('The version of Codex'),
  codexPath: text('The program of Codex'),
  codexSource: text('How it was found: `codex-bin`, `path` or `bundled`'),
  isReady: flag('Whether requests have the login that they need'),
  isLoginRequired: flag('Whether the service needs a login'),
  loginMethod: text('How Codex is logged in'),
  skipped: object('The Codexes that were not taken, each with the reason'),
  catalogAgeSeconds: whole('The age of the model catalog, in seconds'),
  silentMs: whole('How long it has been silent, in milliseconds'),
  retryInMs: whole('Time to the next try, in milliseconds'),
  holders: whole('Number of turns and calls that were under way'),
  exitCode: whole('The exit code'),
  signal: text('The signal that ended it'),
  lastOutput: text('What it wrote last'),
  drainSeconds: whole('How long running answers have to end, in seconds'),
  reloaded: texts('The names of the settings that are in force now'),
  settings: texts('The names of the settings'),
} as const satisfies Readonly<Record<string, FieldRow>>;

/** The name of a field. */
export type FieldName = keyof typeof fields;
