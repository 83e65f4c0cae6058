import { defaultSocketBounds, type SocketBounds } from '../../http/socket/socket-bounds.ts';

/**
 * The limits for one client. A request over them is refused before anything starts. Those for a message
 * hold for an HTTP body too, and a socket is pending until its `connection_init`.
 */
export interface GraphqlLimits extends SocketBounds {
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
  /** Server-sent streams of one origin in one browser, which has six connections at most. */
  readonly maxStreamsPerBrowser: number;
  /** Operations under way on one WebSocket. */
  readonly maxOperationsPerSocket: number;
  /** How long a WebSocket may stay without `connection_init`, in milliseconds. */
  readonly connectionInitTimeoutMs: number;
}

/** Generous for a dashboard, too small to do harm. */
export const defaultLimits: GraphqlLimits = {
  ...defaultSocketBounds,
  maxDocumentLength: 100_000,
  maxTokens: 4_000,
  maxNesting: 100,
  maxCachedCharacters: 500_000,
  maxDepth: 12,
  maxAliases: 50,
  maxRepeats: 100,
  maxComplexity: 2_000,
  maxStreamsPerBrowser: 5,
  maxOperationsPerSocket: 100,
  connectionInitTimeoutMs: 3_000,
};

/** Of a field that starts a completion, in units of one plain field. */
export const completionComplexity = 500;

/** Of a field that reads what was said in a completion: no two lists with it in one operation. */
export const contentComplexity = 100;
