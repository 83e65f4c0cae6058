import type { VNode } from 'preact';
import { useNow } from '../hooks/use-now.ts';
import { exactTime, fromNow } from '../ui/format.ts';
import { Marked } from '../ui/marked-text.tsx';
import { Notice } from '../ui/notice.tsx';
import type { ShellAlertsSubscription } from './generated/graphql.ts';
import style from './alert-banner.module.css';

/** What is wrong with the gateway, as the shell follows it. */
export type Alert = ShellAlertsSubscription['alerts'][number];

/** What is wrong with the gateway, above every page. Nothing where nothing is wrong. */
export function AlertBanner({ alerts }: { alerts: readonly Alert[] }): VNode | null {
  const now = useNow(60_000);
  if (alerts.length === 0) return null;
  return (
    <section class={style['alerts']} aria-label="Alerts">
      {alerts.map(({ id, severity, message, remedy, since }) => (
        <Notice key={id} kind={severity === 'CRITICAL' ? 'error' : 'warning'} title={message}>
          <p>
            <Marked text={remedy} />{' '}
            <span title={exactTime(since)}>Since {fromNow(since, now)}.</span>
          </p>
        </Notice>
      ))}
    </section>
  );
}
