import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { accepted } from '../api/refusal.ts';
import { useApp } from '../hooks/context.ts';
import { useAction } from '../hooks/use-action.ts';
import { Button } from '../ui/button.tsx';
import { Fact, FactList } from '../ui/fact-list.tsx';
import { count, duration } from '../ui/format.ts';
import { Failure } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import style from './check.module.css';
import {
  CheckSendTestRequestDocument,
  type CheckSendTestRequestMutation,
} from './generated/graphql.ts';

type Answer = Extract<
  CheckSendTestRequestMutation['sendTestRequest'],
  { __typename: 'TestAnswer' }
>;

/** Asks the model a short question, on a click alone. */
export function TestRequest(): VNode {
  const { api } = useApp();
  const { run, isBusy, error } = useAction();
  const [answer, setAnswer] = useState<Answer>();
  const send = (): void => {
    setAnswer(undefined);
    void run(async () => {
      const { sendTestRequest } = await api.send(CheckSendTestRequestDocument, {});
      setAnswer(accepted(sendTestRequest));
    });
  };
  return (
    <Panel
      title="Test request"
      actions={
        <Button icon="play" disabled={isBusy} onClick={send}>
          {isBusy ? 'Waiting for the answer…' : 'Send a test request'}
        </Button>
      }
    >
      <p class={style['soft']}>
        Asks the default model to say one word. It uses a little of the quota.
      </p>
      <div aria-live="polite">
        {error && <Failure error={error} />}
        {answer && <AnswerFacts answer={answer} />}
      </div>
    </Panel>
  );
}

function AnswerFacts({ answer }: { answer: Answer }): VNode {
  const { model, text, firstTokenMs, durationMs, usage } = answer;
  return (
    <FactList>
      <Fact name="Answer">{text}</Fact>
      <Fact name="Model">{model}</Fact>
      <Fact name="First token">{duration(firstTokenMs)}</Fact>
      <Fact name="Whole answer">{duration(durationMs)}</Fact>
      {usage && <Fact name="Tokens">{count(usage.totalTokens)}</Fact>}
    </FactList>
  );
}
