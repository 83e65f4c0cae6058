import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useKeys } from '../hooks/use-keys.ts';
import { useQuery } from '../hooks/use-query.ts';
import { addressOf } from '../store/router.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { StatusMark } from '../ui/status.tsx';
import { AnswerView, type TextForm } from '../watch/answer-view.tsx';
import { useAnswer } from '../watch/use-answer.ts';
import { useStore } from '../hooks/use-store.ts';
import { CancelButton } from './cancel-buttons.tsx';
import { Facts } from './facts.tsx';
import { BoardCompletionDocument, type BoardCompletionQuery } from './generated/graphql.ts';
import { Asked, KeptAnswer } from './kept.tsx';
import { isLive, type Row } from './row.ts';
import style from '../watch/watch.module.css';

/** The opened completion: its answer as it comes, what was asked, and what can be done. */
export function Detail({
  id,
  row,
  onClose,
}: {
  id: string;
  /** What the list knows of it; undefined where the list does not hold it. */
  row: Row | undefined;
  onClose: () => void;
}): VNode {
  const { data, error, isLoading, reload } = useQuery(BoardCompletionDocument, { id });
  const isOpen = row !== undefined && isLive(row);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    // The end adds its error and what is kept of it.
    if (wasOpen.current && !isOpen) reload();
    wasOpen.current = isOpen;
  }, [isOpen, reload]);
  const known = row ?? data?.chatCompletion ?? data?.completionRecord ?? undefined;
  useKeys({ Escape: onClose });
  if (known === undefined) {
    return (
      <section class={style['pane']} aria-label="Completion">
        <header class={style['head']}>
          <div class={style['title']}>
            <h2>{isLoading ? 'Loading' : 'Not found'}</h2>
            <IconButton icon="close" label="Close" onClick={onClose} />
          </div>
          <span class={style['id']}>{id}</span>
        </header>
        <div class={style['scroll']}>
          {error && <Failure error={error} retry={reload} />}
          {!error && !isLoading && (
            <Notice title="No completion of this id is kept that this key may see." />
          )}
        </div>
      </section>
    );
  }
  return <Known row={known} data={data} onClose={onClose} />;
}

function Known({
  row,
  data,
  onClose,
}: {
  row: Row;
  data: BoardCompletionQuery | undefined;
  onClose: () => void;
}): VNode {
  const { completionId: id } = row;
  const { answer, error } = useAnswer(id);
  const { parts, end } = useStore(answer.state);
  const [form, setForm] = useState<TextForm>('text');
  const isKept = end !== 'unavailable';
  const text = (): string =>
    parts.length > 0
      ? parts.map((part) => part.text.get()).join('\n\n')
      : (data?.completionRecord?.content?.text ?? '');
  return (
    <section class={style['pane']} aria-label="Completion">
      <header class={style['head']}>
        <div class={style['title']}>
          <h2>{row.model}</h2>
          <StatusMark status={row.status} />
          <IconButton icon="close" label="Close" onClick={onClose} />
        </div>
        <span class={style['id']}>{id}</span>
        <div class={style['buttons']}>
          {isLive(row) && <CancelButton id={id} />}
          <CopyButton text={text} label="Copy answer" />
          <CopyButton
            text={() => new URL(addressOf(`?id=${id}`), location.origin).href}
            label="Copy link"
            icon="link"
          />
          <Button
            aria-pressed={form === 'formatted'}
            onClick={() => setForm(form === 'text' ? 'formatted' : 'text')}
          >
            {form === 'text' ? 'Show formatted' : 'Show as text'}
          </Button>
        </div>
      </header>
      <div
        class={style['scroll']}
        data-follows={isLive(row) ? '' : undefined}
        tabIndex={0}
        role="region"
        aria-label="Answer"
      >
        <RowError row={row} message={data?.chatCompletion?.error?.message} />
        {error && <Failure error={error} />}
        <section class={style['section']}>
          <h3>Answer</h3>
          {isKept ? (
            <AnswerView answer={answer} form={form} />
          ) : (
            <KeptAnswer row={row} content={data?.completionRecord?.content} form={form} />
          )}
          {parts.length === 0 && isKept && isLive(row) && <p>Nothing has come so far.</p>}
        </section>
        <Asked row={row} content={data?.completionRecord?.content} />
        <Facts row={row} completion={data?.chatCompletion} />
      </div>
    </section>
  );
}

function RowError({ row, message }: { row: Row; message: string | undefined }): VNode | null {
  if (row.status !== 'FAILED') return null;
  return (
    <Notice kind="error" title={message ?? `It failed with ${row.errorCode ?? 'an error'}.`}>
      <p>
        Code <code>{row.errorCode}</code>.{' '}
        <a href={addressOf(`usage?by=error`)}>What to do about it</a>
      </p>
    </Notice>
  );
}
