import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError } from '../api/api-error.ts';
import { useApp } from '../hooks/context.ts';
import { asApiError } from '../hooks/use-query.ts';
import { useStore } from '../hooks/use-store.ts';
import { addressOf } from '../store/router.ts';
import { Button } from '../ui/button.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { AnswerView } from '../watch/answer-view.tsx';
import { useAnswer } from '../watch/use-answer.ts';
import style from './connect.module.css';
import { ConnectStartDocument } from './generated/graphql.ts';

const prompt = 'tell me a cozy pun';

/** Where the first request stands. */
type Sent =
  | { readonly state: 'none' | 'sending' }
  | { readonly state: 'started'; readonly id: string }
  | { readonly state: 'failed'; readonly error: ApiError };

/** Sends a first request, shows its answer as it comes, and leads to its row on the board. */
export function FirstRequest({ model }: { model: string }): VNode {
  const { api } = useApp();
  const [sent, setSent] = useState<Sent>({ state: 'none' });
  const send = (): void => {
    setSent({ state: 'sending' });
    const input = { model, messages: [{ role: 'USER' as const, content: [{ text: prompt }] }] };
    api.send(ConnectStartDocument, { input }).then(
      ({ startChatCompletion: result }) =>
        setSent(
          'id' in result
            ? { state: 'started', id: result.id }
            : { state: 'failed', error: new ApiError(result.code, result.message) },
        ),
      (error: unknown) => setSent({ state: 'failed', error: asApiError(error) }),
    );
  };
  return (
    <Panel
      title="Try it here first"
      actions={
        <Button kind="main" icon="play" disabled={sent.state === 'sending'} onClick={send}>
          {sent.state === 'started' ? 'Send another request' : 'Send a first request'}
        </Button>
      }
    >
      <p class={style['soft']}>
        Asks <code>{model}</code> to “{prompt}”. It takes the way of every request: through the
        queue, to the model, onto the board.
      </p>
      <div class={style['answer']} aria-live="polite">
        {sent.state === 'started' && <FirstAnswer key={sent.id} id={sent.id} />}
        {sent.state === 'failed' && <Refused error={sent.error} />}
      </div>
    </Panel>
  );
}

function FirstAnswer({ id }: { id: string }): VNode {
  const { answer, error } = useAnswer(id);
  const state = useStore(answer.state);
  return (
    <>
      {error && <Failure error={error} />}
      {state.error && <Notice kind="error" title={state.error.message} />}
      <blockquote class={style['quote']}>
        <AnswerView answer={answer} form="text" />
      </blockquote>
      <p>
        {state.end === 'done' ? 'It works. ' : ''}
        <a href={addressOf(`?id=${encodeURIComponent(id)}`)}>See its row on the board</a>
      </p>
    </>
  );
}

/** Why the request was refused, and the way to what helps. */
function Refused({ error }: { error: ApiError }): VNode {
  if (error.code !== 'CODEX_LOGIN_REQUIRED') return <Failure error={error} />;
  return (
    <Notice kind="error" title="Codex is not logged in on the machine of the gateway.">
      <p>
        <a href={addressOf('account')}>Log in on the Account page</a>, then send it again.
      </p>
    </Notice>
  );
}
