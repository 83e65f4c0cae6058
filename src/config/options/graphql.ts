import { parseBoolean, parsePath } from '../values/values.ts';
import { option } from './option.ts';

/** GraphQL, and the pages that use it. */
export const graphqlOptions = {
  dashboard: option({
    flag: '--dashboard <on/off>',
    env: 'CODEX_SERVE_DASHBOARD',
    fallback: 'on',
    description: 'Serve the dashboard to browsers at /ui/, and send them there from /.',
    parse: parseBoolean,
  }),
  graphiql: option({
    flag: '--graphiql <on/off>',
    env: 'CODEX_SERVE_GRAPHIQL',
    fallback: 'on',
    description: 'Serve GraphiQL to browsers at /graphql.',
    parse: parseBoolean,
  }),
  introspection: option({
    flag: '--introspection <on/off>',
    env: 'CODEX_SERVE_INTROSPECTION',
    fallback: 'on',
    description:
      'Let GraphQL clients read the schema, by introspection or from suggestions in errors.',
    parse: parseBoolean,
  }),
  persistedDocuments: option({
    flag: '--persisted-documents <file>',
    env: 'CODEX_SERVE_PERSISTED_DOCUMENTS',
    description:
      'JSON file of GraphQL documents that clients may name by hash, as codegen writes it.',
    parse: parsePath,
  }),
  onlyPersistedDocuments: option({
    flag: '--only-persisted-documents',
    env: 'CODEX_SERVE_ONLY_PERSISTED_DOCUMENTS',
    fallback: 'false',
    description: 'Refuse GraphQL documents that are not in --persisted-documents.',
    parse: parseBoolean,
  }),
} as const;
