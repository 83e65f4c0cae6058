import type { Behaviour } from '../../src/standin/index.ts';
import type { Plan } from './plan.ts';
import { isLast, type Seen } from './seen.ts';

/**
 * What is wrong with what a client saw of a completion, from its first event on: an event that is
 * lost, doubled, out of order or changed. Deltas may be merged. Null for nothing.
 */
export function faultOfSeen(seen: readonly Seen[], log: readonly Seen[]): string | null {
  let next = 0;
  for (const event of seen) {
    const merged = log.slice(next, event.sequence + 1);
    const isRun = merged.length > 0 && merged.every(({ kind }) => kind === event.kind);
    const text = merged.map((one) => one.text).join('');
    const isMergeable = merged.length === 1 || /^(?:delta|reasoning \d+)$/.test(event.kind);
    if (!isRun || !isMergeable || text !== event.text) {
      return `saw ${JSON.stringify(event)} where ${JSON.stringify(merged)} happened`;
    }
    next = event.sequence + 1;
  }
  return null;
}

/** What is wrong with a client's not having seen the end. Null for nothing. */
export function faultOfEnd(seen: readonly Seen[], log: readonly Seen[]): string | null {
  const [last, end] = [seen.at(-1), log.at(-1)];
  if (last?.sequence === end?.sequence) return null;
  return `saw ${JSON.stringify(last)} last, not ${JSON.stringify(end)}`;
}

/** What is wrong with a completion's own log, or with how it ended. Null for nothing. */
export function faultOfLog(
  log: readonly Seen[],
  { answer, text, cancelsAt, starter }: Plan,
  wasKilled: boolean,
): string | null {
  if (log.some(({ sequence }, index) => sequence !== index)) return 'the log has a gap';
  if (log[0]?.kind !== 'started') return 'the log does not begin with its start';
  if (log.findIndex(isLast) !== log.length - 1) return 'the log has no end, or several';
  const end = log.at(-1)?.kind ?? '';
  const said = log.map((event) => (event.kind === 'delta' ? event.text : '')).join('');
  if (!text.startsWith(said)) return `it says ${said}`;
  if (end === 'done stop' && said !== text) return `it is done, and says only ${said}`;
  const isOwned = starter.by === 'subscription' && starter.leavesAfter !== null;
  const ends = [
    ...ownEnd(answer),
    ...(cancelsAt !== null || isOwned ? ['failed cancelled'] : []),
    ...(wasKilled ? ['failed engine_unavailable'] : []),
  ];
  return ends.includes(end) ? null : `it ended with ${end}, not with ${ends.join(' or ')}`;
}

/** How it ends without interference. */
function ownEnd({ kind }: Behaviour): string[] {
  if (kind === 'failed') return ['failed context_length_exceeded'];
  return kind === 'stall' ? [] : ['done stop'];
}
