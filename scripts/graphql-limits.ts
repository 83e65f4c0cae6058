import { completionComplexity, type GraphqlLimits } from '../src/schema/limits/limits.ts';
import { markdownTable } from './markdown-table.ts';

/** What one client may ask for, as a Markdown table. */
export function limitsTable(limits: GraphqlLimits): string {
  const { maxDocumentLength, maxTokens, connectionInitTimeoutMs } = limits;
  const lists = 'a list counts its items ten times';
  const megabytes = `${limits.maxMessageBytes / 1024 / 1024} MB`;
  return markdownTable([
    ['Limit', 'Value', 'What happens beyond it'],
    ['Length of a document', `${maxDocumentLength} characters`, 'An error: `GRAPHQL_PARSE_FAILED`'],
    ['Tokens of a document', String(maxTokens), 'The same'],
    ['Nesting of brackets', String(limits.maxNesting), 'The same'],
    ['Depth', `${limits.maxDepth} levels`, 'An error: `GRAPHQL_VALIDATION_FAILED`'],
    ['Aliases in a document', String(limits.maxAliases), 'The same'],
    [
      `Cost: the fields, of which ${lists}, and ${completionComplexity} for one that starts a completion`,
      String(limits.maxComplexity),
      'The same',
    ],
    ['Repetitions of one field in one selection set', String(limits.maxRepeats), 'The same'],
    ['An HTTP body', `${megabytes}, ${limits.maxJsonValues} JSON values`, 'Status 413'],
    ['A WebSocket message', 'The same', 'Close code 1009'],
    [
      'Nesting of JSON values in a body, a message or a parameter',
      `${limits.maxJsonDepth} levels`,
      'Status 400; an error for the operation',
    ],
    ['Concurrent WebSockets of all clients', String(limits.maxSockets), 'Status 503'],
    [
      'Concurrent server-sent streams of one origin in one browser; programs without `Origin` have no limit',
      String(limits.maxStreamsPerBrowser),
      'Status 429, `RESOURCE_UNAVAILABLE`: use a WebSocket',
    ],
    [
      'Concurrent operations on a WebSocket',
      String(limits.maxOperationsPerSocket),
      'An error for the operation: `RESOURCE_UNAVAILABLE`',
    ],
    [
      'From opening a WebSocket to `connection_init`',
      `${connectionInitTimeoutMs / 1000} s`,
      'Close code 4408',
    ],
    [
      'An answer to a ping on a WebSocket',
      `${limits.keepAliveMs / 1000} s`,
      'The connection is dropped',
    ],
  ]);
}

/** The codes that a WebSocket is closed with, as a Markdown table. */
export function closeCodesTable(): string {
  return markdownTable([
    ['Code', 'Why', 'graphql-ws retries'],
    ['1001', 'The gateway is shutting down', 'yes'],
    ['1009', 'A message is too big, or holds too many values', 'no'],
    [
      '4400',
      'A message that the protocol does not know. A faulty operation only gets an error',
      'no',
    ],
    ['4401', 'The API key is missing or wrong, or no `connection_init` came first', 'no'],
    [
      '4403',
      'The key is right, but pages of this `Origin` may not call: add it to `--cors-origin`',
      'yes',
    ],
    ['4406', 'The subprotocol is not `graphql-transport-ws`', 'no'],
    ['4408', 'No `connection_init` came in time', 'yes'],
    ['4409', 'The id of an operation is taken', 'no'],
    ['4429', 'A second `connection_init`', 'no'],
    ['4500', 'A fault in the gateway', 'no'],
  ]);
}
