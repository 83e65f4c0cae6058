import type { VNode } from 'preact';
import type { QuotaQuery } from './generated/graphql.ts';
import { Panel } from '../ui/panel.tsx';

type Credits = QuotaQuery['account']['credits'];

/** What the account may use beyond its quota; nothing where the service does not report it. */
export function CreditsLine({
  credits,
  plan,
}: {
  credits: Credits;
  plan: string | null;
}): VNode | null {
  if (!credits) return null;
  return (
    <Panel title="Credits">
      <p>
        {creditsText(credits)}
        {plan !== null && ` The plan is ${plan}.`}
      </p>
    </Panel>
  );
}

function creditsText({ hasCredits, isUnlimited, balance }: NonNullable<Credits>): string {
  if (isUnlimited) return 'Unlimited credits beyond the quota.';
  if (!hasCredits) return 'No credits beyond the quota.';
  return balance === null ? 'There are credits left beyond the quota.' : `${balance} credits left.`;
}
