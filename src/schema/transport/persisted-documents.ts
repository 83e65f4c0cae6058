import type { GraphQLParams, Plugin } from 'graphql-yoga';
import type { FindDocument } from '../persisted/find-document.ts';

/** Replaces the ids of persisted documents by the documents, over HTTP. */
export function persistedDocuments(findDocument: FindDocument): Plugin {
  return {
    onParams({ params, setParams, request }) {
      const { documentId, ...rest }: GraphQLParams & { documentId?: unknown } = params;
      const id = request.method === 'GET' ? documentIdOf(request.url) : documentId;
      const query = findDocument({ ...rest, documentId: id });
      if (query !== undefined) setParams({ ...rest, query });
    },
  };
}

function documentIdOf(url: string): string | undefined {
  return new URL(url, 'http://localhost').searchParams.get('documentId') ?? undefined;
}
