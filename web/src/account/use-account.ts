import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ApiError } from '../api/api-error.ts';
import { useApp } from '../hooks/context.ts';
import {
  AccountEventsDocument,
  type AccountEventsSubscription,
  type AccountFactsFragment,
  type AccountLoginFragment,
} from './generated/graphql.ts';

/** The login of Codex with its plan. */
export type Account = AccountFactsFragment;

/** A login that waits for its approval. */
export type PendingLogin = AccountLoginFragment;

/** How the last login ended that this page saw. */
export type LoginOutcome =
  | { readonly kind: 'completed' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** The account as it changes, and how logins end. */
export interface WatchedAccount {
  /** Undefined before the first event. */
  readonly account: Account | undefined;
  /** Undefined until a login ends while the page is open, and from the start of the next one. */
  readonly outcome: LoginOutcome | undefined;
  readonly error: ApiError | undefined;
  /** Forgets the outcome. */
  readonly forget: () => void;
}

type Event = AccountEventsSubscription['account'];

type State = Omit<WatchedAccount, 'forget'>;

/** Follows the account of the gateway. */
export function useAccount(): WatchedAccount {
  const { api } = useApp();
  const [state, setState] = useState<State>(nothing);
  useEffect(
    () =>
      api.subscribe(
        AccountEventsDocument,
        {},
        {
          next: ({ account: event }) => setState((before) => after(before, event)),
          failed: (error) => setState((before) => ({ ...before, error })),
        },
      ),
    [api],
  );
  const forget = useCallback(() => setState((before) => ({ ...before, outcome: undefined })), []);
  return { ...state, forget };
}

const nothing: State = { account: undefined, outcome: undefined, error: undefined };

function after({ outcome }: State, event: Event): State {
  const { account } = event;
  switch (event.__typename) {
    case 'AccountLoginStarted':
      return { account, outcome: undefined, error: undefined };
    case 'AccountLoginCompleted':
      return { account, outcome: { kind: 'completed' }, error: undefined };
    case 'AccountLoginFailed': {
      const { code, message } = event.error;
      return { account, outcome: { kind: 'failed', code, message }, error: undefined };
    }
    case 'AccountUpdated':
      return { account, outcome, error: undefined };
    // More types may come.
    default:
      return { account, outcome, error: undefined };
  }
}
