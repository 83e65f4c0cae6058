import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
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
  const { api, router } = useApp();
  const [draft, edit] = useDraft();
  const [faults, setFaults] = useState<Faults>({});
  const [isRunning, setRunning] = useState(false);
  const start = useAction();
  const beside = useRef<HTMLDivElement>(null);

  // A link can name the model: `playground?model=gpt-5.5`.
  useEffect(() => {
    const model = router.get().query.get('model');
    if (model === null) return;
    edit({ model });
    router.select({ model: null });
  }, [router, edit]);

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
      // On a phone the answer stands below.
      beside.current?.scrollIntoView({ block: 'nearest' });
    });
  };

  return (
    <Page
      title="Playground"
      about="Try a request. The answer survives a reload and a lost connection."
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
        <div ref={beside} class={style['beside']}>
          <AnswerPanel
            runId={draft.runId}
            isStreamed={draft.isStreamed}
            onRunning={setRunning}
            onClear={() => edit({ runId: null })}
          />
        </div>
      </div>
    </Page>
  );
}
