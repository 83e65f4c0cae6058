import type { ApiError } from '../api/api-error.ts';
import { accepted } from '../api/refusal.ts';
import { useApp } from '../hooks/context.ts';
import { useAction } from '../hooks/use-action.ts';
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

/** Makes the actions of one page. */
export function useLoginActions(): LoginActions {
  const { api } = useApp();
  const { run, isBusy, error } = useAction();
  return {
    isBusy,
    error,
    start: () =>
      void run(async () => {
        accepted((await api.send(AccountStartLoginDocument, {})).startLogin);
      }),
    cancel: (id) =>
      void run(async () => {
        accepted((await api.send(AccountCancelLoginDocument, { id })).cancelLogin);
      }),
    logout: () =>
      void run(async () => {
        accepted((await api.send(AccountLogoutDocument, {})).logout);
      }),
  };
}
