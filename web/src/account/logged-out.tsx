import type { VNode } from 'preact';
import { FirstSteps } from '../connect/first-steps.tsx';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import style from './account.module.css';
import type { Account } from './use-account.ts';
import type { LoginActions } from './use-login-actions.ts';

/** Nobody is logged in: what that means, and the way in. */
export function LoggedOut({
  account: { pendingLogin },
  mayChangeLogin,
  actions,
}: {
  account: Account;
  mayChangeLogin: boolean;
  actions: LoginActions;
}): VNode {
  return (
    <Panel title="Not logged in">
      <div class={style['stack']}>
        <p>
          Requests are refused with <code>codex_login_required</code> until somebody logs in: here,
          or with <code>codex login</code> on the machine. The gateway notices both by itself.
        </p>
        {mayChangeLogin && pendingLogin === null && (
          <div class={style['buttons']}>
            <Button kind="main" icon="account" disabled={actions.isBusy} onClick={actions.start}>
              Log in with ChatGPT
            </Button>
          </div>
        )}
        <FirstSteps current="login" />
      </div>
    </Panel>
  );
}
