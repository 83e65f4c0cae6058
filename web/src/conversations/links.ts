/** The path of the page. */
export const conversationsPath = 'conversations';

/** The path of the list alone, with the search that it shows. */
export function listPath(query: URLSearchParams): string {
  return conversationsPath + searchOf(query);
}

/** The path of a conversation, with the search that the list shows. */
export function pathOf(id: string, query: URLSearchParams): string {
  return `${conversationsPath}/${id}${searchOf(query)}`;
}

function searchOf(query: URLSearchParams): string {
  const search = query.get('search');
  return search === null ? '' : `?${String(new URLSearchParams({ search }))}`;
}
