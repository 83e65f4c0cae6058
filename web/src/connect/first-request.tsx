import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ApiError } from '../api/api-error.ts';
import { accepted } from '../api/refusal.ts';
import { useApp } from '../hooks/context.ts';
import { useAction } from '../hooks/use-action.ts';
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

/** Sends a first request, shows its answer as it comes, and leads to its row on the board. */
export function FirstRequest({
  model,
  onAnswer,
}: {
  model: string;
  /** The gateway has begun to answer. */
  onAnswer: () => void;
}): VNode {
  const { api } = useApp();
  const { run, isBusy, error } = useAction();
  const [id, setId] = useState<string>();
  const send = async (): Promise<void> => {
    setId(undefined);
    const input = { model, messages: [{ role: 'USER' as const, content: [{ text: prompt }] }] };
    const { startChatCompletion } = await api.send(ConnectStartDocument, { input });
    setId(accepted(startChatCompletion).id);
    onAnswer();
  };
  return (
    <Panel
      title="Try it here first"
      actions={
        <Button kind="main" icon="play" disabled={isBusy} onClick={() => void run(send)}>
          {id === undefined ? 'Send a first request' : 'Send another request'}
        </Button>
      }
    >
      <p class={style['soft']}>
        Asks <code>{model}</code> to “{prompt}”, and shows the answer while it is written.
      </p>
      <div class={style['answer']} aria-live="polite">
        {id !== undefined && <FirstAnswer key={id} id={id} />}
        {error && <Refused error={error} />}
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
        <AnswerView answer={answer} form="formatted" />
      </blockquote>
      <p>
        {state.end === 'done' && 'It works. '}
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
