import { jsonBounds } from '../../http/body/json-scan.ts';

/** The limits for one client. A request over them is refused before anything starts. */
export interface GraphqlLimits {
  /** Characters of an operation document; long texts belong in variables. */
  readonly maxDocumentLength: number;
  /** Lexical tokens of an operation document. */
  readonly maxTokens: number;
  /** Nesting of brackets of any kind. */
  readonly maxNesting: number;
  /** Characters of the documents that are kept in parsed form. */
  readonly maxCachedCharacters: number;
  /** Nesting of fields, without introspection. */
  readonly maxDepth: number;
  /** Aliases in a document. */
  readonly maxAliases: number;
  /** Repetitions of one field in one selection set, not counting named fragments. */
  readonly maxRepeats: number;
  /** Sum of the fields' costs; a list counts its items ten times, a started completion 500. */
  readonly maxComplexity: number;
  /** Bytes of an HTTP body or a WebSocket message. Pictures travel in it. */
  readonly maxMessageBytes: number;
  /** Values in the JSON of an HTTP body or a WebSocket message, at all depths. */
  readonly maxJsonValues: number;
  /** Arrays and objects within each other there, and in the JSON of a GET's parameters. */
  readonly maxJsonDepth: number;
  /** Server-sent streams of one origin in one browser, which has six connections at most. */
  readonly maxStreamsPerBrowser: number;
  /** Operations under way on one WebSocket. */
  readonly maxOperationsPerSocket: number;
  /** Concurrent WebSockets of all clients. */
  readonly maxSockets: number;
  /** Those of them that have sent no `connection_init` yet. */
  readonly maxPendingSockets: number;
  /** Bytes that a WebSocket may send ahead of its `connection_init` and with it. */
  readonly maxPendingBytes: number;
  /** Bytes of messages that all WebSockets together may have begun and not ended. */
  readonly maxUnfinishedBytes: number;
  /** Bytes that may wait for a WebSocket's client to read them before nothing more is read of it. */
  readonly maxUnreadBytes: number;
  /** How long a WebSocket may stay without `connection_init`, in milliseconds. */
  readonly connectionInitTimeoutMs: number;
  /** Time between pings on a WebSocket, in milliseconds; a peer that misses one is dropped. */
  readonly keepAliveMs: number;
  /** How long a WebSocket may take over its closing handshake, in milliseconds. */
  readonly closeTimeoutMs: number;
}

/** Generous for a dashboard, too small to do harm. */
export const defaultLimits: GraphqlLimits = {
  maxDocumentLength: 100_000,
  maxTokens: 4_000,
  maxNesting: 100,
  maxCachedCharacters: 500_000,
  maxDepth: 12,
  maxAliases: 50,
  maxRepeats: 100,
  maxComplexity: 2_000,
  maxMessageBytes: 50 * 1024 * 1024,
  maxJsonValues: jsonBounds.maxValues,
  maxJsonDepth: jsonBounds.maxDepth,
  maxStreamsPerBrowser: 5,
  maxOperationsPerSocket: 100,
  maxSockets: 2_000,
  maxPendingSockets: 500,
  maxPendingBytes: 64 * 1024,
  maxUnfinishedBytes: 200 * 1024 * 1024,
  maxUnreadBytes: 1024 * 1024,
  connectionInitTimeoutMs: 3_000,
  keepAliveMs: 12_000,
  closeTimeoutMs: 1_000,
};

/** Of a field that starts a completion, in units of one plain field. */
export const completionComplexity = 500;

/** Of a field that reads what was said in a completion: no two lists with it in one operation. */
export const contentComplexity = 100;
