import { useEffect, useState } from 'preact/hooks';
import type { Operation } from '../api/api.ts';
import type { ApiError } from '../api/api-error.ts';
import { useApp } from './context.ts';

/**
 * The newest result of a subscription without variables, each of which is a whole state; undefined
 * before the first. A lost connection keeps the last one.
 */
export function useLatest<Result>(operation: Operation<Result, Record<string, never>>): {
  readonly data: Result | undefined;
  readonly error: ApiError | undefined;
} {
  const { api } = useApp();
  const [state, setState] = useState<{ data?: Result; error?: ApiError }>({});
  useEffect(
    () =>
      api.subscribe(
        operation,
        {},
        {
          next: (data) => setState({ data }),
          failed: (error) => setState((before) => ({ ...before, error })),
        },
      ),
    [api, operation],
  );
  return { data: state.data, error: state.error };
}
