import type { Usage } from '../codex/completion/events.ts';
import type { EngineTrial, TriedAnswer } from './try-engine.ts';
import type { Trials } from './try-engines.ts';

const head = ['Engine', 'Question', 'Answer', 'First token', 'Input', 'Cached', 'Output'];

/** How both engines did, as a table, and which one to choose. */
export function report(trials: Trials): string {
  const { appServer, direct } = trials;
  const rows = [appServer, direct].flatMap(rowsOf);
  const table = rows.length === 0 ? [] : tableOf([head, ...rows]);
  const paragraphs = [
    titleOf(trials),
    ...tableLines(table),
    ...failuresIn(trials),
    ...adviceOn(trials),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** Whether at least one engine gave its answers. */
export function isAnyGood({ appServer, direct }: Trials): boolean {
  return appServer.failure === null || direct.failure === null;
}

function titleOf({ model }: Trials): string {
  return model === null ? 'No engine starts.' : `One question and a follow-up to ${model}:`;
}

function failuresIn({ appServer, direct }: Trials): string[] {
  if (appServer.failure !== null && appServer.failure === direct.failure) {
    return [`Both engines failed: ${appServer.failure}`];
  }
  return [appServer, direct].flatMap(({ engine, failure }) =>
    failure === null ? [] : [`${engine} failed: ${failure}`],
  );
}

function tableLines(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function rowsOf({ engine, answers }: EngineTrial): string[][] {
  return answers.map(({ text, firstTokenMs, usage }, index) => [
    engine,
    index === 0 ? 'first' : 'follow-up',
    shortened(text),
    `${firstTokenMs} ms`,
    countOf(usage, 'inputTokens'),
    countOf(usage, 'cachedInputTokens'),
    countOf(usage, 'outputTokens'),
  ]);
}

function countOf(
  usage: Usage | null,
  name: 'inputTokens' | 'cachedInputTokens' | 'outputTokens',
): string {
  return usage === null ? '?' : `${usage.isEstimated ? 'about ' : ''}${usage[name]}`;
}

/** One line of at most 30 characters. */
function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 30 ? `${line.slice(0, 29)}…` : line;
}

function tableOf(rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function adviceOn(trials: Trials): string[] {
  const { appServer, direct, auto } = trials;
  const isAppServerGood = appServer.failure === null;
  if (direct.failure !== null) {
    return isAppServerGood
      ? [choose('app-server', 'It is the one that answers.', auto)]
      : ['No setting of --engine helps before that is fixed.'];
  }
  if (!isAppServerGood) return [choose('direct', 'It is the one that answers.', auto)];
  const notes = areAlike(appServer, direct) ? [] : ['The answers differ, which can be chance.'];
  const [kept, own] = [cachedIn(appServer), cachedIn(direct)];
  // The service finds a conversation again or does not: what lies between is chance.
  if (own < kept / 2) {
    const why = `The service took ${kept} tokens of the follow-up from its cache, and ${own} with direct, which uses up more of the quota.`;
    return [...notes, choose('app-server', why, auto)];
  }
  return [
    ...notes,
    choose('direct', 'Both answer, and it passes on more of what clients ask for.', auto),
  ];
}

function choose(engine: EngineTrial['engine'], why: string, auto: Trials['auto']): string {
  if (auto?.engine === engine) return `Keep --engine auto, which chooses ${engine}. ${why}`;
  const other = auto === null ? '' : ` --engine auto would choose ${auto.engine}: ${auto.reason}`;
  return `Choose --engine ${engine}. ${why}${other}`;
}

function areAlike(one: EngineTrial, other: EngineTrial): boolean {
  const words = ({ text }: TriedAnswer): string =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\d]+/gu, ' ')
      .trim();
  return one.answers.every((answer, index) => {
    const counterpart = other.answers[index];
    return counterpart !== undefined && words(answer) === words(counterpart);
  });
}

/** The cached tokens of the follow-up. */
function cachedIn({ answers }: EngineTrial): number {
  return answers.at(-1)?.usage?.cachedInputTokens ?? 0;
}
