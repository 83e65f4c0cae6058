import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Viewer } from '../hooks/use-viewer.ts';
import { lengthTitle } from '../quota/quota-window.ts';
import { addressOf } from '../store/router.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Fact, FactList } from '../ui/fact-list.tsx';
import { percent, unknown } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { PrivateName } from '../ui/private-name.tsx';
import style from './account.module.css';
import type { Account } from './use-account.ts';
import type { LoginActions } from './use-login-actions.ts';

/** The names of the ways to log in. */
const methods: Readonly<Record<string, string>> = { chatgpt: 'ChatGPT', apikey: 'API key' };

/** Who is logged in, and the way out. */
export function LoggedIn({
  account,
  viewer: { mayChangeLogin },
  actions,
}: {
  account: Account;
  viewer: Viewer;
  actions: LoginActions;
}): VNode {
  const [isLeaving, setLeaving] = useState(false);
  const { method, email, plan, quota, pendingLogin } = account;
  return (
    <Panel
      title="Logged in"
      actions={
        mayChangeLogin && (
          <>
            <Button disabled={actions.isBusy || pendingLogin !== null} onClick={actions.start}>
              Log in as somebody else
            </Button>
            <Button kind="danger" disabled={actions.isBusy} onClick={() => setLeaving(true)}>
              Log out
            </Button>
          </>
        )
      }
    >
      <FactList>
        <Fact name="E-mail">
          {email === null ? (
            mayChangeLogin ? (
              unknown
            ) : (
              <span class={style['soft']}>shown to admins only</span>
            )
          ) : (
            <PrivateName kind="email" text={email} />
          )}
        </Fact>
        <Fact name="Plan">
          {plan === null ? unknown : plan.charAt(0).toUpperCase() + plan.slice(1)}
        </Fact>
        <Fact name="Way of login">{method === null ? unknown : (methods[method] ?? method)}</Fact>
        <Fact name="Quota">
          <a href={addressOf('quota')}>{quotaText(quota)}</a>
        </Fact>
        <Fact name="Models">
          <a href={addressOf('models')}>What this login can use</a>
        </Fact>
      </FactList>
      {isLeaving && (
        <LogoutDialog
          onClose={() => setLeaving(false)}
          onLogout={() => {
            setLeaving(false);
            actions.logout();
          }}
        />
      )}
    </Panel>
  );
}

/** `12% of 5 hours, 34% of 7 days used`: the windows of the account by their durations. */
function quotaText(quota: Account['quota']): string {
  const windows = quota?.map(({ usedPercent, windowMinutes }) => {
    const used = percent(usedPercent / 100);
    return windowMinutes === null ? used : `${used} of ${lengthTitle(windowMinutes)}`;
  });
  return windows === undefined || windows.length === 0
    ? 'How much of the limits is used'
    : `${windows.join(', ')} used`;
}

function LogoutDialog({ onClose, onLogout }: { onClose: () => void; onLogout: () => void }): VNode {
  return (
    <Dialog title="Log Codex out?" onClose={onClose}>
      <p>
        This logs out the <code>codex</code> of this machine, for the gateway and for every other
        program that uses it. Its tokens are revoked, and its login file is removed.
      </p>
      <p>Running answers continue. Later requests are refused until somebody logs in.</p>
      <div class={style['buttons']}>
        <Button onClick={onClose}>Stay logged in</Button>
        <Button kind="danger" onClick={onLogout}>
          Log out
        </Button>
      </div>
    </Dialog>
  );
}
