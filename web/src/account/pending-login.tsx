import type { VNode } from 'preact';
import { useNow } from '../hooks/use-now.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { exactTime } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Panel } from '../ui/panel.tsx';
import { countdown } from './countdown.ts';
import style from './account.module.css';
import type { PendingLogin } from './use-account.ts';
import type { LoginActions } from './use-login-actions.ts';

/** A login that waits: the address, the code, and how long both still work. */
export function PendingLoginPanel({
  login,
  actions,
}: {
  login: PendingLogin;
  actions: LoginActions;
}): VNode {
  const now = useNow(1000);
  const left = Date.parse(login.expiresAt) - now;
  return (
    <Panel
      title="Approve the login"
      actions={
        <Button disabled={actions.isBusy} onClick={() => actions.cancel(login.id)}>
          Cancel the login
        </Button>
      }
    >
      <ol class={style['approval']}>
        <li>
          <p>Open this address in any browser, on any machine:</p>
          <p class={style['line']}>
            <a href={login.verificationUrl} target="_blank" rel="noreferrer">
              {login.verificationUrl} <Icon name="external" />
            </a>
            <CopyButton text={() => login.verificationUrl} label="Copy address" />
          </p>
        </li>
        <li>
          <p>Enter this code there, and approve:</p>
          <p class={style['line']}>
            <code class={style['code']} translate={false}>
              {login.userCode}
            </code>
            <CopyButton text={() => login.userCode} label="Copy code" />
          </p>
        </li>
        <li>
          <p class={style['waiting']}>
            <Icon name="running" spins />
            <span>
              Waiting for the approval. The code works for another{' '}
              <time
                class={style['countdown']}
                dateTime={login.expiresAt}
                title={exactTime(login.expiresAt)}
              >
                {countdown(left)}
              </time>
              .
            </span>
          </p>
          <p class={style['hint']}>
            Keep the code to yourself: who has it can log this machine in as somebody else.
          </p>
        </li>
      </ol>
    </Panel>
  );
}
