import type { VNode } from 'preact';
import { addressOf } from '../store/router.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import style from './account.module.css';
import type { LoginOutcome } from './use-account.ts';

/** How a login ended. */
export function Outcome({
  outcome,
  onClose,
}: {
  outcome: LoginOutcome;
  onClose: () => void;
}): VNode {
  const close = (
    <Button icon="close" onClick={onClose}>
      Dismiss
    </Button>
  );
  if (outcome.kind === 'completed') {
    return (
      <output class={style['outcome']}>
        <Notice kind="success" title="The login is complete">
          <p>
            Answers come from this login from now on.{' '}
            <a href={addressOf('connect')}>Connect a client</a> to see the first one.
          </p>
          {close}
        </Notice>
      </output>
    );
  }
  const isCancelled = outcome.code === 'LOGIN_CANCELLED';
  return (
    <Notice kind={isCancelled ? 'info' : 'error'} title={outcome.message}>
      <p>
        {isCancelled
          ? 'Its code no longer works.'
          : 'An earlier login, if there was one, is still valid. Start another login to try again.'}
      </p>
      {close}
    </Notice>
  );
}
