/** What one client may ask for, refused before anything is started. */
export interface GraphqlLimits {
  /** Characters of an operation document; long texts belong in variables. */
  readonly maxDocumentLength: number;
  /** Lexical tokens of an operation document. */
  readonly maxTokens: number;
  /** Levels of fields within fields, introspection not counted. */
  readonly maxDepth: number;
  /** Renamed fields in a document. */
  readonly maxAliases: number;
  /** Sum of the fields' costs; a list counts its items ten times, a started completion 500. */
  readonly maxComplexity: number;
  /** Bytes of an HTTP body or a WebSocket message. Pictures travel in it. */
  readonly maxMessageBytes: number;
  /** Operations under way on one WebSocket. */
  readonly maxOperationsPerSocket: number;
  /** How long a WebSocket may stay without `connection_init`, in milliseconds. */
  readonly connectionInitTimeoutMs: number;
  /** Time between pings on a WebSocket, in milliseconds; a peer that misses one is dropped. */
  readonly keepAliveMs: number;
  /** How long a WebSocket may take over its closing handshake on shutdown, in milliseconds. */
  readonly closeTimeoutMs: number;
}

/** Generous for a dashboard, too little to hurt. */
export const defaultLimits: GraphqlLimits = {
  maxDocumentLength: 100_000,
  maxTokens: 4_000,
  maxDepth: 12,
  maxAliases: 50,
  maxComplexity: 2_000,
  maxMessageBytes: 50 * 1024 * 1024,
  maxOperationsPerSocket: 100,
  connectionInitTimeoutMs: 3_000,
  keepAliveMs: 12_000,
  closeTimeoutMs: 1_000,
};

/** Of a field that starts a completion, in units of one plain field. */
export const completionComplexity = 500;
