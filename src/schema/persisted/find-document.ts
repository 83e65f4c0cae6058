import { GraphQLError } from 'graphql';
import { hashIn, type PersistedDocuments } from './read-documents.ts';

/** What a client sends of an operation's document: its text, its id, or both. */
export interface DocumentParams {
  /** Empty means none: graphql-ws requires a text. */
  readonly query?: string | undefined;
  /** GraphQL over HTTP, appendix A. */
  readonly documentId?: unknown;
  /** With `persistedQuery.sha256Hash` in the manner of Apollo and urql. */
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * The text to run instead of what was sent; undefined to run that itself. Throws a `GraphQLError`
 * with a `PERSISTED_QUERY_…` code.
 */
export type FindDocument = (params: DocumentParams) => string | undefined;

/** The persisted documents. */
export interface FindDocumentOptions {
  /** Undefined where none are set. */
  readonly documents?: PersistedDocuments | undefined;
  /** Whether anything else is refused. */
  readonly isOnly?: boolean;
}

/**
 * Finds documents by id. A known id decides, whatever text comes with it: Apollo sends both over a
 * WebSocket. Text under an unknown id runs where any text does, and is never stored: clients that
 * would register documents by themselves are told to send them.
 */
export function createFindDocument({
  documents,
  isOnly = false,
}: FindDocumentOptions): FindDocument {
  return (params) => {
    const id = idOf(params);
    const document = id === undefined ? undefined : documents?.get(hashIn(id));
    if (document !== undefined) return document;
    const hasText = params.query !== undefined && params.query !== '';
    if (hasText && !isOnly) return undefined;
    if (hasText) throw refusal('Only', 403);
    if (id === undefined) return undefined;
    throw documents === undefined ? refusal('NotSupported', 400) : refusal('NotFound', 404);
  };
}

function idOf({ documentId, extensions }: DocumentParams): string | undefined {
  if (typeof documentId === 'string') return documentId;
  const persisted = extensions?.['persistedQuery'];
  if (typeof persisted !== 'object' || persisted === null) return undefined;
  return 'sha256Hash' in persisted && typeof persisted.sha256Hash === 'string'
    ? persisted.sha256Hash
    : undefined;
}

/**
 * Messages and codes are those that client libraries look for. With the older `application/json` a
 * refusal has the status 200, so that they read it.
 */
function refusal(what: 'NotFound' | 'NotSupported' | 'Only', status: number): GraphQLError {
  const code = {
    NotFound: 'PERSISTED_QUERY_NOT_FOUND',
    NotSupported: 'PERSISTED_QUERY_NOT_SUPPORTED',
    Only: 'PERSISTED_QUERY_ONLY',
  }[what];
  return new GraphQLError(`PersistedQuery${what}`, {
    extensions: { code, http: { status, spec: true } },
  });
}
