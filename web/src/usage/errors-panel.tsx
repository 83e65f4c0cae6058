import type { VNode } from 'preact';
import { useApp } from '../hooks/context.ts';
import { useNow } from '../hooks/use-now.ts';
import { addressOf } from '../store/router.ts';
import { count, exactTime, fromNow } from '../ui/format.ts';
import { Marked } from '../ui/marked-text.tsx';
import { Panel } from '../ui/panel.tsx';
import type { UsageQuery } from './generated/graphql.ts';
import style from './problems.module.css';

type ErrorSummary = UsageQuery['errors'][number];

/** What answers failed with, the most frequent error first: what to do, and the newest example. */
export function ErrorsPanel({ errors }: { errors: readonly ErrorSummary[] }): VNode {
  const now = useNow(10_000);
  return (
    <Panel title="Errors" isFlush>
      {errors.length === 0 ? (
        <p class={style['nothing']}>No answer failed in this span of time.</p>
      ) : (
        <ul class={style['problems']}>
          {errors.map((error) => (
            <li key={error.code}>
              <Code code={error.code} />
              <span class={style['count']} title={`${count(error.completions)} answers`}>
                {count(error.completions)}
              </span>
              <p class={style['remedy']}>
                <Marked text={error.remedy} />
              </p>
              {error.newest && (
                <p class={style['newest']}>
                  <a
                    href={addressOf(`?id=${encodeURIComponent(error.newest.completionId)}`)}
                    title={exactTime(error.newest.endedAt)}
                  >
                    Newest example, {fromNow(error.newest.endedAt, now)}
                  </a>{' '}
                  {[error.newest.client.program, error.newest.model].filter(Boolean).join(' · ')}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** An error's code; a click limits the page to it. */
function Code({ code }: { code: string }): VNode {
  const { router } = useApp();
  return (
    <button
      type="button"
      class={style['code']}
      title={`Show only ${code}`}
      onClick={() => router.select({ error: code })}
    >
      <code>{code}</code>
    </button>
  );
}
