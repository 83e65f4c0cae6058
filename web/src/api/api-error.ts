/** What a request to the gateway failed with. */
export class ApiError extends Error {
  /** The gateway's code (`INVALID_API_KEY`), or `UNREACHABLE` where nothing answered. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
  }
}

/** The code of a request that nothing answered. */
export const unreachable = 'UNREACHABLE';

/** The code of a request whose key is missing or wrong. */
export const unauthorized = 'INVALID_API_KEY';

/** The errors of a GraphQL result as one; undefined where there are none. */
export function errorOf(errors: readonly GraphQLErrorJson[] | undefined): ApiError | undefined {
  const first = errors?.[0];
  if (first === undefined) return undefined;
  return new ApiError(first.extensions?.code ?? 'INTERNAL_ERROR', first.message);
}

/** An error as the gateway writes it into a GraphQL result. */
export interface GraphQLErrorJson {
  readonly message: string;
  readonly extensions?: { readonly code?: string } | undefined;
}
