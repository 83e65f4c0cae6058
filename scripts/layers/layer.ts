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

/** What speaks HTTP. */
export const http = [
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
/** What speaks GraphQL. */
export const graphql = [
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
/** Packages of either. */
export const neither = [...http, ...graphql];
