import type { VNode } from 'preact';
import { useQuery } from '../hooks/use-query.ts';
import { AdminNeeded } from '../ui/admin-needed.tsx';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { exactTime, time } from '../ui/format.ts';
import { Failure, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { usePrivateName } from '../ui/private-name.tsx';
import style from './check.module.css';
import { CheckDocument, type CheckQuery } from './generated/graphql.ts';
import { FindingRow } from './finding-row.tsx';
import { reportText, withoutEmails } from './report-text.ts';
import { TestRequest } from './test-request.tsx';

/** What keeps the gateway from working, what to do about it, and a test request. */
export function CheckPage(): VNode {
  const { data, error, isLoading, reload } = useQuery(CheckDocument, {});
  const isForbidden = error?.code === 'NOT_PERMITTED';
  return (
    <Page
      title="Check"
      about="Whether everything works that an answer needs, and what to do where it does not. No model is asked."
      actions={
        !isForbidden && (
          <Button icon="refresh" disabled={isLoading} onClick={reload}>
            <span aria-live="polite">{isLoading ? 'Checking…' : 'Check again'}</span>
          </Button>
        )
      }
    >
      {isForbidden && <AdminNeeded title="This key may not examine the gateway" />}
      {error && !isForbidden && <Failure error={error} retry={reload} />}
      {!data && isLoading && <p class={style['soft']}>This takes a second or two.</p>}
      {data && !isForbidden && (
        <>
          <Verdict findings={data.diagnostics.findings} />
          <Findings data={data} />
          <TestRequest />
        </>
      )}
    </Page>
  );
}

type Diagnostics = CheckQuery['diagnostics'];

function Verdict({ findings }: Pick<Diagnostics, 'findings'>): VNode {
  const count = (status: Diagnostics['status']): number =>
    findings.filter((finding) => finding.status === status).length;
  const failed = count('FAILED');
  const warnings = count('WARNING');
  if (failed > 0) {
    const title = failed === 1 ? '1 thing keeps it from working' : `${failed} things do not work`;
    return <Notice kind="error" title={title} />;
  }
  if (warnings === 0) return <Notice kind="success" title="Everything is in order" />;
  const title = warnings === 1 ? 'It works, with 1 warning' : `It works, with ${warnings} warnings`;
  return <Notice kind="warning" title={title} />;
}

function Findings({ data }: { data: CheckQuery }): VNode {
  const privateName = usePrivateName();
  const { checkedAt } = data.diagnostics;
  const shown = data.diagnostics.findings.map((finding) =>
    withoutEmails(finding, (email) => privateName('email', email)),
  );
  return (
    <Panel
      title="Findings"
      isFlush
      actions={
        <div class={style['actions']}>
          <time class={style['soft']} dateTime={checkedAt} title={exactTime(checkedAt)}>
            {time(checkedAt)}
          </time>
          <CopyButton
            label="Copy as text"
            text={() => reportText(shown, { version: data.version, checkedAt })}
          />
        </div>
      }
    >
      <ul class={style['findings']}>
        {shown.map((finding) => (
          <FindingRow key={finding.id} finding={finding} />
        ))}
      </ul>
    </Panel>
  );
}
