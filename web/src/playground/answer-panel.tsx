import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useFollowEnd } from '../chat/use-follow-end.ts';
import type { TextForm } from '../watch/answer-view.tsx';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Run } from './run.tsx';
import style from './playground.module.css';

const forms: readonly (readonly [TextForm, string])[] = [
  ['text', 'Text'],
  ['formatted', 'Formatted'],
];

/** The answer to the request that was sent last. */
export function AnswerPanel({
  runId,
  isStreamed,
  onRunning,
  onClear,
}: {
  runId: string | null;
  isStreamed: boolean;
  onRunning: (isRunning: boolean) => void;
  onClear: () => void;
}): VNode {
  const [form, setForm] = useState<TextForm>('text');
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useFollowEnd(scroller, content);
  return (
    <Panel
      title="Answer"
      actions={
        <>
          <Segmented label="Form of the text" value={form} options={forms} onSelect={setForm} />
          {runId !== null && (
            <Button kind="quiet" icon="close" onClick={onClear}>
              Clear
            </Button>
          )}
        </>
      }
    >
      <section ref={scroller} class={style['answer']} tabIndex={0} aria-label="Text of the answer">
        <div ref={content}>
          {runId === null ? (
            <Empty icon="playground" title="The answer appears here.">
              <p>Enter a prompt, and press Ctrl+Enter.</p>
            </Empty>
          ) : (
            <Run key={runId} id={runId} form={form} isStreamed={isStreamed} onRunning={onRunning} />
          )}
        </div>
      </section>
    </Panel>
  );
}
