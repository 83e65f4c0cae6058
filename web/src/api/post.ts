import { ApiError, errorOf, unreachable, type GraphQLErrorJson } from './api-error.ts';

/** A result of the gateway as it comes over HTTP. */
interface ResultJson {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLErrorJson[];
}

/**
 * Sends one operation over HTTP and returns its data.
 *
 * Rejects with an `ApiError`, and with the reason of the signal once that aborts.
 */
export async function post(
  url: string,
  key: string | null,
  body: object,
  signal?: AbortSignal,
): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key !== null && { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify(body),
    signal: signal ?? null,
  }).catch(() => {
    signal?.throwIfAborted();
    throw new ApiError(unreachable, 'The gateway does not answer. See whether it runs.');
  });
  const result = await resultOf(response);
  const error = errorOf(result.errors);
  if (error) throw error;
  return result.data;
}

async function resultOf(response: Response): Promise<ResultJson> {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the gateway's own answer
    return (await response.json()) as ResultJson;
  } catch {
    throw new ApiError(unreachable, `The gateway answered ${response.status} without JSON.`);
  }
}
