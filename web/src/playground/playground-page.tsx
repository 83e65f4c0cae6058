import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { accepted } from '../api/refusal.ts';
import { useApp } from '../hooks/context.ts';
import { useAction } from '../hooks/use-action.ts';
import { Page } from '../ui/page.tsx';
import { AnswerPanel } from './answer-panel.tsx';
import { PlaygroundStartDocument } from './generated/graphql.ts';
import { toGraphqlInput } from './graphql-input.ts';
import { checkDraft, type Faults } from './request.ts';
import { RequestPanel } from './request-panel.tsx';
import { useDraft } from './use-draft.ts';
import style from './playground.module.css';

/** A request to try, and its answer. */
export function PlaygroundPage(): VNode {
  const { api } = useApp();
  const [draft, edit] = useDraft();
  const [faults, setFaults] = useState<Faults>({});
  const [isRunning, setRunning] = useState(false);
  const start = useAction();

  const send = (): void => {
    if (isRunning) return;
    const checked = checkDraft(draft);
    setFaults(checked.faults ?? {});
    const { request } = checked;
    if (request === undefined) return;
    void start.run(async () => {
      const input = toGraphqlInput(request);
      const { startChatCompletion } = await api.send(PlaygroundStartDocument, { input });
      const { id } = accepted(startChatCompletion);
      edit({ runId: id });
      setRunning(true);
    });
  };

  return (
    <Page
      title="Playground"
      about="Try a request. It starts by a mutation and is watched by its ID, so a lost connection costs nothing."
    >
      <div class={style['columns']}>
        <RequestPanel
          draft={draft}
          edit={edit}
          faults={faults}
          isBusy={start.isBusy || isRunning}
          error={start.error}
          onSend={send}
        />
        <AnswerPanel
          runId={draft.runId}
          isStreamed={draft.isStreamed}
          onRunning={setRunning}
          onClear={() => edit({ runId: null })}
        />
      </div>
    </Page>
  );
}
