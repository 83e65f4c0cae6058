import type { VNode } from 'preact';
import { useViewer, type Viewer } from '../hooks/use-viewer.ts';
import { AdminNeeded } from '../ui/admin-needed.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { LoggedIn } from './logged-in.tsx';
import { LoggedOut } from './logged-out.tsx';
import { Outcome } from './outcome.tsx';
import { PendingLoginPanel } from './pending-login.tsx';
import { useAccount, type WatchedAccount } from './use-account.ts';
import { useLoginActions } from './use-login-actions.ts';

/** The login of Codex on the machine of the gateway: who it is, and how to log in and out. */
export function AccountPage(): VNode {
  const viewer = useViewer();
  const watched = useAccount();
  return (
    <Page title="Account" about="The login that the gateway shares with the codex of this machine.">
      {watched.error && <Failure error={watched.error} />}
      {watched.account === undefined || viewer === undefined ? (
        <div aria-busy="true" />
      ) : (
        <Login watched={watched} account={watched.account} viewer={viewer} />
      )}
    </Page>
  );
}

function Login({
  watched: { outcome, forget },
  account,
  viewer,
}: {
  watched: WatchedAccount;
  account: NonNullable<WatchedAccount['account']>;
  viewer: Viewer;
}): VNode {
  const actions = useLoginActions();
  const { mayChangeLogin } = viewer;
  if (!account.isLoginRequired) {
    return (
      <Notice title="This gateway needs no login">
        <p>
          Its upstream is the provider in the configuration of Codex, with a key of its own or none.
          There is nothing to log in or out.
        </p>
      </Notice>
    );
  }
  return (
    <>
      {outcome && <Outcome outcome={outcome} onClose={forget} />}
      {actions.error && <Failure error={actions.error} />}
      {account.pendingLogin && <PendingLoginPanel login={account.pendingLogin} actions={actions} />}
      {account.isReady ? (
        <LoggedIn account={account} viewer={viewer} actions={actions} />
      ) : (
        <LoggedOut account={account} mayChangeLogin={mayChangeLogin} actions={actions} />
      )}
      {!mayChangeLogin && <AdminNeeded title="Logging in and out needs the admin token" />}
    </>
  );
}
