import type { VNode } from 'preact';
import { useNow } from '../hooks/use-now.ts';
import { useQuery } from '../hooks/use-query.ts';
import { fromNow, time } from '../ui/format.ts';
import { Empty, Failure, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { addressOf } from '../store/router.ts';
import { CreditsLine } from './credits-line.tsx';
import { QuotaDocument, type QuotaQuery } from './generated/graphql.ts';
import { historyOf, resetWindows } from './history.ts';
import { paceOf } from './pace.ts';
import { windowKey, windowTitle } from './quota-window.ts';
import { WindowPanel } from './window-panel.tsx';
import style from './quota.module.css';

const pollMs = 10_000;

/** The history of the longest window that the service is known to have, in hours. */
const historyHours = 31 * 24;

type Account = QuotaQuery['account'];

/** How much of the account's quota is used, and how long it lasts. */
export function QuotaPage(): VNode {
  const { data, error, reload } = useQuery(QuotaDocument, { hours: historyHours }, pollMs);
  return (
    <Page
      title="Quota"
      about="What the account of this gateway may use, as the service reports it with answers."
    >
      {error && <Failure error={error} retry={reload} />}
      {data && (
        <>
          <Windows account={data.account} readings={data.quotaHistory} />
          <CreditsLine credits={data.account.credits} plan={data.account.plan} />
        </>
      )}
    </Page>
  );
}

function Windows({
  account,
  readings,
}: {
  account: Account;
  readings: QuotaQuery['quotaHistory'];
}): VNode {
  const now = useNow(1000);
  const windows = (account.quota ?? []).toSorted(
    (one, other) => (one.windowMinutes ?? Infinity) - (other.windowMinutes ?? Infinity),
  );
  const shown = windows.flatMap((window) => {
    const pace = paceOf(window, now);
    return pace === undefined ? [] : [{ window, pace }];
  });
  const shownKeys = new Set(shown.map(({ window }) => windowKey(window)));
  const over = resetWindows(readings, now).filter((each) => !shownKeys.has(windowKey(each)));
  return (
    <>
      {shown.length + over.length === 0 && <NoWindows account={account} />}
      {shown.length > 0 && (
        <div class={style['windows']}>
          {shown.map(({ window, pace }) => (
            <WindowPanel
              key={windowKey(window)}
              window={window}
              pace={pace}
              points={historyOf(window, readings)}
              now={now}
            />
          ))}
        </div>
      )}
      {over.map((window) => (
        <Notice
          key={windowKey(window)}
          title={`${windowTitle(window)}: reset ${fromNow(window.resetsAt, now)}, at ${time(window.resetsAt)}`}
        >
          <p>It is shown again once the service reports it, which it does with the next answer.</p>
        </Notice>
      ))}
    </>
  );
}

/** Says why there is no window, and what brings one. */
function NoWindows({ account }: { account: Account }): VNode {
  if (!account.isReady) {
    return (
      <Empty icon="account" title="Codex is not logged in">
        <p>The quota belongs to an account.</p>
        <a href={addressOf('account')}>Log in</a>
      </Empty>
    );
  }
  if (account.method !== null && account.method !== 'chatgpt') {
    return (
      <Empty icon="quota" title="This login has no quota">
        <p>Requests of a login by {account.method} are billed by use. See them under Usage.</p>
        <a href={addressOf('usage?range=month&show=cost')}>Usage of the last 30 days</a>
      </Empty>
    );
  }
  return (
    <Empty icon="quota" title="The service has not reported a quota yet">
      <p>It does so with answers. Send a request, and it appears here.</p>
      <a href={addressOf('playground')}>Open the playground</a>
    </Empty>
  );
}
