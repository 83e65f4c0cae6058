import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Operation } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import { useApp } from './context.ts';

/** A query's last data and what its last attempt failed with. */
export interface Loaded<Result, Variables> {
  /** Undefined until the first answer. It stays when a later attempt fails. */
  readonly data: Result | undefined;
  /** The variables that `data` answers, which may be earlier ones. */
  readonly answered: Variables | undefined;
  /** Undefined where the last attempt succeeded. */
  readonly error: ApiError | undefined;
  readonly isLoading: boolean;
  /** Sends the query again. */
  readonly reload: () => void;
}

/**
 * Sends a query, again when its variables change, every `everyMs` milliseconds while the page is
 * seen, and when a lost connection is back.
 */
export function useQuery<Result, Variables>(
  operation: Operation<Result, Variables>,
  variables: Variables,
  everyMs?: number,
): Loaded<Result, Variables> {
  const { api } = useApp();
  const [state, setState] = useState<Omit<Loaded<Result, Variables>, 'reload'>>(nothing);
  const [round, setRound] = useState(0);
  const text = JSON.stringify(variables);
  const sent = useRef(variables);
  useEffect(() => {
    sent.current = variables;
  });
  const reload = useCallback(() => setRound((count) => count + 1), []);

  useEffect(() => {
    const stop = new AbortController();
    const asked = sent.current;
    setState((before) => ({ ...before, isLoading: true }));
    api.send(operation, asked, stop.signal).then(
      (data) => setState({ data, answered: asked, error: undefined, isLoading: false }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setState((before) => ({ ...before, error: asApiError(error), isLoading: false }));
      },
    );
    return () => stop.abort();
  }, [api, operation, text, round]);

  useEffect(() => {
    if (everyMs === undefined) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) reload();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, reload]);

  useEffect(() => {
    let before = api.connection.get().state;
    return api.connection.subscribe(() => {
      const { state: now } = api.connection.get();
      if (now === 'live' && before === 'lost') reload();
      before = now;
    });
  }, [api, reload]);

  return { ...state, reload };
}

const nothing = {
  data: undefined,
  answered: undefined,
  error: undefined,
  isLoading: true,
} as const;

/** Any rejection as an `ApiError`. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError('INTERNAL_ERROR', String(error));
}
