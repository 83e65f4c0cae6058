import type { VNode } from 'preact';
import { useNow } from '../hooks/use-now.ts';
import { useQuery } from '../hooks/use-query.ts';
import { compact, count, duration, fromNow, percent, unknown } from '../ui/format.ts';
import { Tile, Tiles } from '../ui/tile.tsx';
import { useHealth } from '../shell/health.ts';
import { BoardTilesDocument, type BoardTilesQuery } from './generated/graphql.ts';
import { byHour, passedShare, startOfToday } from './today.ts';

/** The tiles are read again so often, in milliseconds. */
const everyMs = 10_000;

/** Four figures of today, each with its trend and the way to its page. */
export function BoardTiles(): VNode {
  const now = useNow(60_000);
  const from = startOfToday(now);
  const { data } = useQuery(BoardTilesDocument, { from: from.toISOString() }, everyMs);
  const health = useHealth();
  const running = health?.engine.activeTurns;
  const queued = health?.queue.queuedTurns;
  const hours = (read: (totals: Totals) => number): number[] =>
    byHour(
      (data?.usage.buckets ?? []).map(({ start, totals }) => ({ start, value: read(totals) })),
      from,
      now,
    );
  const totals = data?.usage.totals;
  const errors = data && errorsOf(data);
  return (
    <Tiles>
      <Tile
        label="Running now"
        figure={running === undefined ? unknown : count(running)}
        unit={running === 1 ? 'answer' : 'answers'}
        detail={
          totals === undefined
            ? 'Counting'
            : `${count(queued ?? 0)} queued · ${count(totals.completions)} ended today`
        }
        trend={hours(({ completions }) => completions)}
        to="?status=running"
      />
      <Tile
        label="Tokens today"
        figure={compact(totals?.totalTokens)}
        unit="tokens"
        {...(totals && { exact: `${count(totals.totalTokens)} tokens` })}
        detail={totals === undefined ? 'Counting' : cachedText(totals)}
        trend={hours(({ totalTokens }) => totalTokens)}
        to="usage"
      />
      <Tile
        label="Errors today"
        figure={errors === undefined ? unknown : count(errors.total)}
        unit={errors?.total === 1 ? 'request' : 'requests'}
        detail={errors?.text ?? 'Counting'}
        trend={hours(({ failed }) => failed)}
        tone={errors !== undefined && errors.total > 0 ? 'bad' : 'plain'}
        to="usage?by=error"
      />
      <QuotaTile quota={data?.account.quota} now={now} />
    </Tiles>
  );
}

type Totals = BoardTilesQuery['usage']['buckets'][number]['totals'];
type Quota = BoardTilesQuery['account']['quota'];

/** The window that is used up furthest. */
function QuotaTile({ quota, now }: { quota: Quota | undefined; now: number }): VNode {
  const valid = (quota ?? []).filter(
    ({ resetsAt }) => resetsAt === null || new Date(resetsAt).getTime() > now,
  );
  const [worst] = valid.toSorted((a, b) => b.usedPercent - a.usedPercent);
  if (worst === undefined) {
    return <Tile label="Quota" figure={unknown} detail="Not reported yet" to="quota" />;
  }
  const passed = passedShare(worst, now);
  const used = worst.usedPercent / 100;
  const window =
    worst.windowMinutes === null ? 'window' : `${duration(worst.windowMinutes * 60_000)} window`;
  const isFast = passed !== null && used > passed;
  return (
    <Tile
      label={`Quota of the ${window}`}
      figure={percent(used)}
      unit="used"
      detail={[
        passed !== null && `even pace ${percent(passed)}`,
        worst.resetsAt !== null && `resets ${fromNow(worst.resetsAt, now)}`,
      ]
        .filter(Boolean)
        .join(' · ')}
      tone={used >= 0.95 ? 'bad' : isFast && used > 0.5 ? 'warning' : 'plain'}
      to="quota"
    />
  );
}

function cachedText({
  inputTokens,
  cachedInputTokens,
}: {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
}): string {
  if (inputTokens === 0) return 'None so far';
  return `${percent(cachedInputTokens / inputTokens)} of the input cached`;
}

/** What went wrong today: answers that failed, and requests that were refused. */
function errorsOf({ usage, refusals, errors }: BoardTilesQuery): {
  readonly total: number;
  readonly text: string;
} {
  const { failed, completions } = usage.totals;
  const refused = refusals.reduce((sum, { count: each }) => sum + each, 0);
  if (failed + refused === 0) {
    return {
      total: 0,
      text: completions === 0 ? 'Nothing has ended so far' : 'All answers ended well',
    };
  }
  const byCode = new Map<string, number>();
  for (const { code, completions: each } of errors) byCode.set(code, each);
  for (const { reason, count: each } of refusals) {
    byCode.set(reason, (byCode.get(reason) ?? 0) + each);
  }
  const [most] = [...byCode].toSorted(([, a], [, b]) => b - a);
  return {
    total: failed + refused,
    text: `mostly ${most?.[0].toLowerCase().replaceAll('_', ' ') ?? ''}`,
  };
}
