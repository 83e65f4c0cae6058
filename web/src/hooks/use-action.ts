import { useCallback, useRef, useState } from 'preact/hooks';
import type { ApiError } from '../api/api-error.ts';
import { asApiError } from './use-query.ts';

/** Something that the reader started, and how it went. */
export interface Action {
  readonly isBusy: boolean;
  /** What the last attempt failed with; undefined after one that succeeded. */
  readonly error: ApiError | undefined;
  /** Runs a task, unless one is running. True where it succeeded. */
  readonly run: (task: () => Promise<void>) => Promise<boolean>;
  /** Forgets the error. */
  readonly clear: () => void;
}

/** Runs what a button starts, one task at a time. */
export function useAction(): Action {
  const [state, setState] = useState<Pick<Action, 'isBusy' | 'error'>>(idle);
  const isRunning = useRef(false);
  const run = useCallback(async (task: () => Promise<void>) => {
    if (isRunning.current) return false;
    isRunning.current = true;
    setState({ isBusy: true, error: undefined });
    try {
      await task();
      setState(idle);
      return true;
    } catch (error) {
      setState({ isBusy: false, error: asApiError(error) });
      return false;
    } finally {
      isRunning.current = false;
    }
  }, []);
  const clear = useCallback(() => setState((before) => ({ ...before, error: undefined })), []);
  return { ...state, run, clear };
}

const idle = { isBusy: false, error: undefined } as const;
