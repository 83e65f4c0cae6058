/** The path of the page. */
export const conversationsPath = 'conversations';

/** The path of a conversation, with the search that the list shows. */
export function pathOf(id: string, query: URLSearchParams): string {
  const search = query.get('search');
  const rest = search === null ? '' : `?${String(new URLSearchParams({ search }))}`;
  return `${conversationsPath}/${id}${rest}`;
}
