/** The id of a request, or of a WebSocket's upgrade, in the log and in `x-request-id`; empty for none. */
export function requestIdOf({ id }: { readonly id?: unknown }): string {
  return typeof id === 'string' ? id : '';
}
