import { ViewerDocument, type ViewerQuery } from './generated/graphql.ts';
import { useQuery } from './use-query.ts';

/** The client that the page is to the gateway: its key, what it sees and what it may change. */
export type Viewer = ViewerQuery['viewer'];

/**
 * Who asks. Undefined until the gateway has answered: a page offers nothing before that which only
 * some may do. It is read again when a lost connection is back.
 */
export function useViewer(): Viewer | undefined {
  return useQuery(ViewerDocument, {}).data?.viewer;
}
