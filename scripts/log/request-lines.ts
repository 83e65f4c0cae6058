import type { FieldName } from './fields.ts';
import type { LineRow } from './line-row.ts';

const trace = ['traceId', 'spanId'] as const satisfies readonly FieldName[];
const asked = ['keyName', 'program', 'code', 'param', 'operation', 'operationName'] as const;
const ids = ['completionId', 'requestId'] as const satisfies readonly FieldName[];

/** The lines about requests and completions. */
export const requestLines = {
  request: {
    levels: ['debug', 'info', 'warn', 'error'],
    when: 'An HTTP request was answered, or its client left. `warn` for a status of 400 or more, `error` for one of 500; `debug` for probes',
    fields: ['requestId', 'method', 'path', 'status', 'durationMs'],
    more: [...asked, ...trace, 'firstTokenMs', 'err'],
  },
  completion: {
    levels: ['info', 'warn', 'error'],
    when: 'A completion ended. `error` where Codex or the service failed, `warn` for any other failure',
    fields: [
      ...ids,
      'surface',
      'engine',
      'model',
      'status',
      'queuedMs',
      'durationMs',
      'keyName',
      'program',
      'effort',
      'finishReason',
      'usage',
    ],
    more: [
      'operationId',
      ...trace,
      'firstTokenMs',
      'ignored',
      'unmet',
      'previousId',
      'conversationId',
      'code',
      'cause',
      'err',
    ],
  },
  'websocket operation': {
    levels: ['info', 'warn', 'error'],
    when: 'A message on a WebSocket was answered; levels as for a request',
    fields: ['requestId', 'operationId', 'operation', 'keyName', 'durationMs'],
    more: ['operationName', 'code', ...trace],
  },
  'websocket refused': {
    levels: ['warn', 'error'],
    when: 'A WebSocket was not opened',
    fields: ['requestId', 'method', 'path', 'status'],
    more: [...asked, ...trace],
  },
  'websocket closed': {
    levels: ['info'],
    when: 'A WebSocket closed',
    fields: ['requestId', 'method', 'path', 'durationMs'],
    more: [...asked],
  },
  'graphql refused': {
    levels: ['warn', 'error'],
    when: 'A GraphQL operation, or a field of it, was answered with an error',
    fields: ['keyName', 'code'],
    more: ['requestId', 'operationId', 'param', 'err'],
  },
  'request failed': {
    levels: ['error'],
    when: 'A request is answered with a status of 500 or more: why',
    fields: ['requestId', 'code', 'err'],
    more: [...trace],
  },
  'a repeated request got the completion of the first': {
    levels: ['info'],
    when: 'A request had the idempotency key of an earlier one',
    fields: [...ids, 'surface', 'keyName'],
    more: ['operationId'],
  },
  'the service is asked again': {
    levels: ['warn'],
    when: 'The connection to the service broke, or the service was busy',
    fields: [...ids],
    more: ['operationId', 'code', 'reason'],
  },
  'the answer is run again': {
    levels: ['warn'],
    when: 'The app-server died (`died`), or the other engine takes over (`refused`), before any output',
    fields: [...ids, 'reason', 'cause'],
    more: ['operationId'],
  },
  'a picture was fetched': {
    levels: ['debug'],
    when: 'A remote picture of a request was fetched',
    fields: ['param', 'bytes', 'durationMs'],
    more: ['requestId', 'operationId'],
  },
  'a picture cannot be fetched': {
    levels: ['warn'],
    when: 'A remote picture cannot be fetched. The client does not learn the reason',
    fields: ['param', 'reason', 'durationMs'],
    more: ['requestId', 'operationId'],
  },
  'the turn could not be stored': {
    levels: ['error'],
    when: 'A response or a turn of a conversation is answered and not kept',
    fields: [...ids, 'err'],
    more: ['operationId'],
  },
  'the turn is stored late': {
    levels: ['warn'],
    when: 'A response or a turn of a conversation is answered before it is kept: the store is slow',
    fields: [...ids],
    more: ['operationId'],
  },
  'the completion could not be stored': {
    levels: ['error'],
    when: 'A chat completion with `store: true` is answered and not kept',
    fields: ['requestId', 'err'],
    more: [...trace],
  },
  'a completion is too long for its text to be kept': {
    levels: ['warn'],
    when: 'The usage keeps its counts without its text',
    fields: [...ids],
    more: ['operationId'],
  },
  'a caller could not be identified': {
    levels: ['error'],
    when: 'A page or a probe was answered although its caller could not be identified',
    fields: ['requestId', 'err'],
    more: [...trace],
  },
  graphql: {
    levels: ['debug', 'info', 'warn', 'error'],
    when: 'The GraphQL server reports something; `error` for a fault of the gateway',
    more: ['requestId', 'operationId', 'err', 'detail'],
  },
  'graphql websocket': {
    levels: ['warn', 'error'],
    when: 'A GraphQL WebSocket failed',
    fields: ['requestId', 'err'],
  },
  'responses websocket': {
    levels: ['warn', 'error'],
    when: 'A WebSocket of the Responses API failed',
    fields: ['requestId', 'err'],
  },
  'request body': {
    levels: ['info'],
    when: 'With `--verbose`: the body of a request',
    fields: ['requestId', 'body'],
    more: [...trace],
  },
  'graphql operation': {
    levels: ['info'],
    when: 'With `--verbose`: a GraphQL operation',
    fields: ['requestId', 'operation', 'document'],
    more: ['operationId', 'operationName', 'variables'],
  },
  'completion request': {
    levels: ['info'],
    when: 'With `--verbose`: what a completion was asked',
    fields: [...ids, 'request'],
    more: ['operationId'],
  },
  'completion event': {
    levels: ['info'],
    when: 'With `--verbose`: an event of an answer',
    fields: [...ids, 'event'],
    more: ['operationId'],
  },
  'lost sight of the events': {
    levels: ['warn'],
    when: 'With `--verbose`: the events of an answer came too fast to be logged',
    fields: [...ids, 'err'],
    more: ['operationId'],
  },
  'a completion observer failed': {
    levels: ['error'],
    when: 'A part of the gateway that follows completions failed; the completion did not',
    fields: ['err', 'stage'],
  },
} as const satisfies Readonly<Record<string, LineRow>>;
