import { useCallback, useState } from 'preact/hooks';
import { ApiError } from '../api/api-error.ts';
import { useApp } from '../hooks/context.ts';
import { asApiError } from '../hooks/use-query.ts';
import {
  AccountCancelLoginDocument,
  AccountLogoutDocument,
  AccountStartLoginDocument,
} from './generated/graphql.ts';

/** What can be done to the login. The outcome comes as an event of the account. */
export interface LoginActions {
  /** An action is under way. */
  readonly isBusy: boolean;
  /** What the last action failed with. */
  readonly error: ApiError | undefined;
  readonly start: () => void;
  readonly cancel: (id: string) => void;
  readonly logout: () => void;
}

/** A result of one of the mutations. */
type Result = { readonly __typename: string; readonly code?: string; readonly message?: string };

/** Makes the actions of one page. */
export function useLoginActions(): LoginActions {
  const { api } = useApp();
  const [state, setState] = useState<Pick<LoginActions, 'isBusy' | 'error'>>(idle);
  const run = useCallback((action: () => Promise<Result>): void => {
    setState({ isBusy: true, error: undefined });
    action().then(
      (result) => setState({ isBusy: false, error: errorOf(result) }),
      (error: unknown) => setState({ isBusy: false, error: asApiError(error) }),
    );
  }, []);
  return {
    ...state,
    start: () => run(async () => (await api.send(AccountStartLoginDocument, {})).startLogin),
    cancel: (id) =>
      run(async () => (await api.send(AccountCancelLoginDocument, { id })).cancelLogin),
    logout: () => run(async () => (await api.send(AccountLogoutDocument, {})).logout),
  };
}

const idle = { isBusy: false, error: undefined } as const;

function errorOf({ code, message }: Result): ApiError | undefined {
  return code === undefined || message === undefined ? undefined : new ApiError(code, message);
}
