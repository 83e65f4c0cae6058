import { ApiError, errorOf, unreachable } from './api-error.ts';
import { refusalOf } from './refused-socket.ts';
import { oneTimeSocket, type SocketOptions } from './socket.ts';

/**
 * Sends a mutation once, on a WebSocket of its own, and returns its data. Rejects with an `ApiError`.
 */
export async function mutate(
  options: SocketOptions,
  body: { readonly query: string; readonly variables: Record<string, unknown> },
): Promise<unknown> {
  const client = oneTimeSocket(options);
  let isSent = false;
  client.on('connected', () => {
    isSent = true;
  });
  try {
    for await (const { data, errors } of client.iterate(body)) {
      const error = errorOf(errors);
      if (error) throw error;
      return data;
    }
  } catch (error) {
    throw error instanceof ApiError ? error : (refusalOf(error) ?? lost(isSent));
  }
  throw lost(isSent);
}

function lost(isSent: boolean): ApiError {
  return new ApiError(
    unreachable,
    isSent
      ? 'The connection broke before the answer came. See what was done before you try again.'
      : 'The gateway does not answer. See whether it runs, and whether proxies let WebSockets through.',
  );
}
