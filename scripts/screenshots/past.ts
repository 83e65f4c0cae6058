import { pino } from 'pino';
import type { StandInCredits, StandInWindow } from '../../src/standin/index.ts';
import { homeFiles } from '../../src/home/home-files.ts';
import { createQuotaHistory } from '../../src/quota/create-quota-history.ts';
import { createUsageStore } from '../../src/usage/create-usage-store.ts';
import { seededRandom } from '../../test/support/seeded-random.ts';
import { insertRows, type Row } from '../../test/usage/insert-rows.ts';

const hourMs = 60 * 60 * 1000;

/** A program that asked in the past. */
interface Program {
  readonly program: string;
  readonly userAgent: string;
  readonly key: string;
  readonly surface: 'CHAT_COMPLETIONS' | 'RESPONSES';
  /** Each takes an equal part of its requests. */
  readonly models: readonly string[];
  /** Requests in the busiest hour of a working day. */
  readonly perHour: number;
  /** One of so many requests fails. */
  readonly oneFailsOf: number;
}

const programs: readonly Program[] = [
  {
    program: 'OpenAI/JS',
    userAgent: 'OpenAI/JS 6.49.0',
    key: 'laptop',
    surface: 'CHAT_COMPLETIONS',
    models: ['gpt-5.5', 'gpt-5.5', 'gpt-6-luna'],
    perHour: 7,
    oneFailsOf: 40,
  },
  {
    program: 'Zed',
    userAgent: 'Zed/0.210.4 (linux; x86_64)',
    key: 'laptop',
    surface: 'CHAT_COMPLETIONS',
    models: ['gpt-5.5'],
    perHour: 9,
    oneFailsOf: 90,
  },
  {
    program: 'OpenAI/Python',
    userAgent: 'OpenAI/Python 2.8.1',
    key: 'ci',
    surface: 'RESPONSES',
    models: ['gpt-6-sol', 'gpt-6-luna'],
    perHour: 5,
    oneFailsOf: 15,
  },
  {
    program: 'litellm',
    userAgent: 'litellm/1.80.0',
    key: 'ci',
    surface: 'CHAT_COMPLETIONS',
    models: ['gpt-6-luna'],
    perHour: 3,
    oneFailsOf: 25,
  },
];

const faults = ['rate_limit_exceeded', 'queue_timeout', 'upstream_error', 'server_overloaded'];

/**
 * Fills the databases of a gateway that does not run yet with made-up work of the last days, the same
 * each time, so that there is a past to show. It has the names of programs, keys and models, and numbers.
 *
 * @param hoursAhead How far the reader's clock is ahead of UTC.
 */
export async function writePast(
  home: string,
  { now, days, hoursAhead }: { now: number; days: number; hoursAhead: number },
): Promise<void> {
  const logger = pino({ level: 'silent' });
  const { usage: file, quota } = homeFiles(home);
  await (await createUsageStore({ file, days: days + 1, isContentKept: false, logger })).close();
  const random = seededRandom(7);
  const rows: Row[] = [];
  for (let start = now - days * 24 * hourMs; start < now; start += hourMs) {
    for (const program of programs) {
      const busiest = program.perHour * busynessAt(start + hoursAhead * hourMs);
      const count = Math.round((busiest * (50 + random(100))) / 100);
      for (let n = 0; n < count; n += 1) {
        const endedAt = start + random(hourMs);
        if (endedAt < now - 60_000) rows.push(rowOf(program, endedAt, random));
      }
    }
  }
  await insertRows(file, rows);
  await writeQuota(quota, now);
}

/** How busy an hour is, 0 to 1: nights and weekends are quiet. */
function busynessAt(localTime: number): number {
  const date = new Date(localTime);
  const hour = date.getUTCHours();
  const ofDay = hour < 7 || hour > 21 ? 0.03 : Math.sin(((hour - 6) / 16) * Math.PI);
  return ofDay * (date.getUTCDay() % 6 === 0 ? 0.3 : 1);
}

function rowOf(from: Program, endedAt: number, random: (bound: number) => number): Row {
  const isFailed = random(from.oneFailsOf) === 0;
  const firstTokenMs = 250 + random(30) * random(30) + random(300);
  const durationMs = firstTokenMs + 800 + random(60) * random(120);
  const input = 1500 + random(40) * random(500);
  const cached = Math.round((input * random(90)) / 100);
  const output = 60 + random(40) * random(40);
  const reasoning = Math.round((output * random(45)) / 100);
  return {
    ended_at: endedAt,
    created_at: endedAt - durationMs,
    first_token_at: isFailed ? null : endedAt - durationMs + firstTokenMs,
    surface: from.surface,
    model: from.models[random(from.models.length)] ?? '',
    effort: random(3) === 0 ? 'high' : 'medium',
    status: isFailed ? 'failed' : 'completed',
    error_code: isFailed ? (faults[random(faults.length)] ?? null) : null,
    key_name: from.key,
    user_agent: from.userAgent,
    program: from.program,
    input_tokens: isFailed ? 0 : input,
    cached_input_tokens: isFailed ? 0 : cached,
    cache_write_input_tokens: 0,
    output_tokens: isFailed ? 0 : output,
    reasoning_output_tokens: isFailed ? 0 : reasoning,
    total_tokens: isFailed ? 0 : input + output,
  };
}

/** Readings of the two windows up to now; `quotaAt` has the last ones. */
async function writeQuota(file: string, now: number): Promise<void> {
  const history = await createQuotaHistory({ file, logger: pino({ level: 'silent' }) });
  const { primary, secondary } = quotaAt(now);
  for (const [kind, window, sinceMs] of [
    ['primary', primary, 2.2 * hourMs],
    ['secondary', secondary, 90 * hourMs],
  ] as const) {
    for (let step = 0; step < 40; step += 1) {
      const share = step / 40;
      history.note({
        limitId: 'codex',
        limitName: null,
        kind,
        usedPercent: Math.round(window.usedPercent * share ** 1.15),
        windowMinutes: window.windowSeconds / 60,
        resetsAt: new Date(window.resetsAt * 1000),
        observedAt: new Date(now - sinceMs * (1 - share)),
      });
    }
  }
  await history.close();
}

/** What the service reports of the quota: five hours that are used a little fast, and a week. */
export function quotaAt(now: number): Record<'primary' | 'secondary', StandInWindow> & {
  readonly credits: StandInCredits;
} {
  const inHours = (hours: number): number => Math.round((now + hours * hourMs) / 1000);
  return {
    primary: { usedPercent: 58, windowSeconds: 5 * 3600, resetsAt: inHours(2.6) },
    secondary: { usedPercent: 34, windowSeconds: 7 * 24 * 3600, resetsAt: inHours(76) },
    credits: { hasCredits: true, isUnlimited: false, balance: '12.50' },
  };
}
