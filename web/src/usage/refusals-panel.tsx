import type { VNode } from 'preact';
import { useNow } from '../hooks/use-now.ts';
import { count, exactTime, fromNow } from '../ui/format.ts';
import { Marked } from '../ui/marked-text.tsx';
import { Panel } from '../ui/panel.tsx';
import { usePrivateName } from '../ui/private-name.tsx';
import { surfaceName } from '../ui/surface-name.ts';
import { byReason, type Refusal } from './refusals.ts';
import style from './problems.module.css';

/** Requests that were refused before an answer began, by reason, then by client. */
export function RefusalsPanel({ refusals }: { refusals: readonly Refusal[] }): VNode {
  const now = useNow(10_000);
  return (
    <Panel title="Refused requests" isFlush>
      {refusals.length === 0 ? (
        <p class={style['nothing']}>No request was refused in this span of time.</p>
      ) : (
        <ul class={style['problems']}>
          {byReason(refusals).map(({ reason, remedy, count: refused, clients }) => (
            <li key={reason}>
              <code class={style['code']}>{reason}</code>
              <span class={style['count']} title={`${count(refused)} requests`}>
                {count(refused)}
              </span>
              <p class={style['remedy']}>
                <Marked text={remedy} />
              </p>
              <ul class={style['clients']}>
                {clients.map((client) => (
                  <Client
                    key={`${client.program} ${client.keyName} ${client.surfaceName}`}
                    client={client}
                    isOnly={clients.length === 1}
                    now={now}
                  />
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Client({
  client,
  isOnly,
  now,
}: {
  client: Refusal;
  /** Its number is then that of the reason. */
  isOnly: boolean;
  now: number;
}): VNode {
  const privateName = usePrivateName();
  const { program, keyName, surfaceName: surface, newestAt } = client;
  return (
    <li>
      <span>
        {program ?? 'Unnamed program'}
        {', '}
        {keyName === null ? 'no key' : `key ${privateName('key', keyName)}`}
        {surface !== null && `, ${surfaceName(surface)}`}
      </span>
      <span title={exactTime(newestAt)}>{fromNow(newestAt, now)}</span>
      <span class={style['count']}>{!isOnly && count(client.count)}</span>
    </li>
  );
}
