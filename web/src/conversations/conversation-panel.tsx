import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../hooks/context.ts';
import { useStore } from '../hooks/use-store.ts';
import { addressOf } from '../store/router.ts';
import { Failure, Notice } from '../ui/notice.tsx';
import { Segmented } from '../ui/segmented.tsx';
import type { TextForm } from '../watch/answer-view.tsx';
import { Composer } from './composer.tsx';
import { ConversationActions } from './conversation-actions.tsx';
import { listPath } from './links.ts';
import { OutputComposer } from './output-composer.tsx';
import { isRunning, type Timeline } from './timeline.ts';
import { Turns } from './turns.tsx';
import { useOpenCalls } from './use-open-calls.ts';
import { useTimeline, type FollowedTimeline } from './use-timeline.ts';
import style from './conversations.module.css';

const forms: readonly (readonly [TextForm, string])[] = [
  ['formatted', 'Formatted'],
  ['text', 'Text'],
];

/** One conversation, to read and to continue. */
export function ConversationPanel({
  id,
  isBegun,
  onChanged,
}: {
  id: string;
  /** Whether the reader has just begun it, and continues to write. */
  isBegun: boolean;
  /** The list may show something else now. */
  onChanged: () => void;
}): VNode {
  const followed = useTimeline(id);
  const [form, setForm] = useState<TextForm>('formatted');
  const { timeline, error } = followed;
  const { head, end } = timeline;
  useChange(head && `${head.usedAt} ${head.title} ${timeline.turns.length} ${end}`, onChanged);
  if (end !== 'none' || error) return <Unreadable followed={followed} />;
  if (head === undefined) return <div class={style['panel']} aria-busy="true" />;
  const title = head.title || 'Untitled';
  return (
    <section class={style['panel']} aria-label={title}>
      <header class={style['panelHead']}>
        <Back />
        <h2 title={title}>{title}</h2>
        <Segmented label="Form of the text" value={form} options={forms} onSelect={setForm} />
        <ConversationActions id={id} title={head.title} onChanged={onChanged} />
      </header>
      <Turns id={id} followed={followed} form={form} />
      <Foot id={id} isBegun={isBegun} timeline={timeline} onChanged={onChanged} />
    </section>
  );
}

/** Calls `task` when a value has changed, but for the first one. */
function useChange(value: string | undefined, task: () => void): void {
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (before.current !== undefined && value !== before.current) task();
    before.current = value;
  }, [value, task]);
}

/** Leads back to the list where it does not stand beside. */
function Back(): VNode {
  const { router } = useApp();
  const { query } = useStore(router);
  return (
    <a class={style['back']} href={addressOf(listPath(query))}>
      All conversations
    </a>
  );
}

function Unreadable({ followed: { timeline, error } }: { followed: FollowedTimeline }): VNode {
  return (
    <div class={style['panel']}>
      <header class={style['panelHead']}>
        <Back />
      </header>
      <div class={style['scroll']}>
        {timeline.end === 'deleted' && <Notice title="This conversation was deleted." />}
        {timeline.end === 'unavailable' && (
          <Notice kind="error" title={timeline.error?.message ?? 'It cannot be read.'} />
        )}
        {error && <Failure error={error} />}
      </div>
    </div>
  );
}

function Foot({
  id,
  isBegun,
  timeline: { turns },
  onChanged,
}: {
  id: string;
  isBegun: boolean;
  timeline: Timeline;
  onChanged: () => void;
}): VNode {
  const model = turns.at(-1)?.model ?? '';
  const isAnswering = turns.some((turn) => isRunning(turn));
  const open = useOpenCalls(id, turns);
  const calls = isAnswering ? [] : open;
  return (
    <div class={style['foot']}>
      {calls.length > 0 ? (
        <OutputComposer conversationId={id} calls={calls} onSent={onChanged} />
      ) : (
        <Composer
          conversationId={id}
          model={model}
          isAnswering={isAnswering}
          takesFocus={isBegun}
          onSent={onChanged}
        />
      )}
    </div>
  );
}
