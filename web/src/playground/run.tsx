import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { accepted } from '../api/refusal.ts';
import { CancelButton } from '../chat/cancel-button.tsx';
import { Elapsed } from '../chat/elapsed.tsx';
import { ToolOutputs, type ToolOutput } from '../chat/tool-outputs.tsx';
import { useApp } from '../hooks/context.ts';
import { useAction } from '../hooks/use-action.ts';
import { useQuery } from '../hooks/use-query.ts';
import { useStore } from '../hooks/use-store.ts';
import { addressOf } from '../store/router.ts';
import { Failure, Notice } from '../ui/notice.tsx';
import { AnswerView, type TextForm } from '../watch/answer-view.tsx';
import { useAnswer } from '../watch/use-answer.ts';
import {
  PlaygroundContinueDocument,
  PlaygroundRunDocument,
  type PlaygroundRunQuery,
} from './generated/graphql.ts';
import { RunFacts } from './run-facts.tsx';
import style from './playground.module.css';

type Completion = NonNullable<PlaygroundRunQuery['chatCompletion']>;

interface RunProps {
  readonly id: string;
  readonly form: TextForm;
  readonly isStreamed: boolean;
  readonly onRunning: (isRunning: boolean) => void;
}

const lost = 'The gateway no longer has this answer.';

/** One completion as it comes, and those that continue its tool calls. */
export function Run({ id, form, isStreamed, onRunning }: RunProps): VNode {
  const { answer, error } = useAnswer(id);
  const { end, error: fault, parts } = useStore(answer.state);
  const isOver = end !== 'none' || error !== undefined;
  useEffect(() => {
    onRunning(!isOver);
    return () => onRunning(false);
  }, [isOver, onRunning]);
  return (
    <article class={style['run']} aria-label="Answer">
      <h3 class="visually-hidden">Answer</h3>
      {(isStreamed || isOver) && <AnswerView answer={answer} form={form} />}
      {!isOver && (
        <output class={style['row']}>
          <span class={style['soft']}>
            {parts.length === 0 || !isStreamed ? 'Waiting for the answer' : 'Answering'} ·{' '}
            <Elapsed />
          </span>
          <CancelButton id={id} />
        </output>
      )}
      {error && <Failure error={error} />}
      {fault && fault.code !== 'CANCELLED' && (
        <Notice kind="error" title={end === 'unavailable' ? lost : fault.message}>
          {end === 'unavailable' && <p>{fault.message} Send the prompt again.</p>}
          <p>
            Code <code>{fault.code}</code>.
          </p>
        </Notice>
      )}
      {end !== 'none' && end !== 'unavailable' && (
        <RunEnd id={id} form={form} isStreamed={isStreamed} onRunning={onRunning} />
      )}
    </article>
  );
}

/** Outputs that were sent, and the completion that continues with them. */
interface SentOutputs {
  readonly nextId: string;
  readonly outputs: readonly ToolOutput[];
}

/** What an ended completion used, and what follows it. */
function RunEnd({ id, ...props }: RunProps): VNode | null {
  const { data, error } = useQuery(PlaygroundRunDocument, { id });
  const [sent, setSent] = useState<SentOutputs>();
  if (error) return <Failure error={error} />;
  const completion = data?.chatCompletion;
  if (!completion) return null;
  const next = sent?.nextId ?? completion.nextId;
  const isWaiting = completion.finishReason === 'TOOL_CALLS' && next === null;
  return (
    <>
      <RunFacts completion={completion} />
      {completion.conversationId !== null && (
        <p>
          <a href={addressOf(`conversations/${completion.conversationId}`)}>
            Continue it as a conversation
          </a>
        </p>
      )}
      {isWaiting && <Continue completion={completion} onSent={setSent} />}
      {sent && <GivenOutputs completion={completion} outputs={sent.outputs} />}
      {next && <Run key={next} {...props} id={next} />}
    </>
  );
}

function Continue({
  completion: { id, toolCalls },
  onSent,
}: {
  completion: Completion;
  onSent: (sent: SentOutputs) => void;
}): VNode {
  const { api } = useApp();
  const submit = useAction();
  return (
    <ToolOutputs
      calls={toolCalls}
      isBusy={submit.isBusy}
      error={submit.error}
      onSubmit={(outputs) =>
        void submit.run(async () => {
          const input = { completionId: id, outputs: [...outputs] };
          const { submitToolOutputs } = await api.send(PlaygroundContinueDocument, { input });
          onSent({ nextId: accepted(submitToolOutputs).id, outputs });
        })
      }
    />
  );
}

function GivenOutputs({
  completion: { toolCalls },
  outputs,
}: {
  completion: Completion;
  outputs: readonly ToolOutput[];
}): VNode {
  const names = new Map(toolCalls.map(({ callId, name }) => [callId, name]));
  return (
    <dl class={style['given']}>
      {outputs.map(({ toolCallId, content }) => (
        <div key={toolCallId}>
          <dt>
            Output of <code>{names.get(toolCallId)}</code>
          </dt>
          <dd translate={false}>{content.map(({ text }) => text).join('')}</dd>
        </div>
      ))}
    </dl>
  );
}
