import type { Usage } from '../../codex/completion/events.ts';

/** What is added up over completions. Tokens are those of completions that have a usage. */
export interface Sums extends Omit<Usage, 'isEstimated'> {
  /** However they ended. */
  readonly completions: number;
  readonly failed: number;
  readonly cancelled: number;
  /** How many gave a first token. */
  readonly firstTokens: number;
  /** From their starts to their first tokens. */
  readonly firstTokenMs: number;
  /** Those whose duration is known: all but those that version 0.1 has counted and forgotten. */
  readonly durations: number;
  readonly durationMs: number;
  /** Those whose time in the queue is known. */
  readonly queued: number;
  readonly queuedMs: number;
  /** Those that have a usage. */
  readonly withUsage: number;
}

/** The sums, in the order in which they are stored, which never changes. */
export const sumNames = [
  'completions',
  'failed',
  'cancelled',
  'firstTokens',
  'firstTokenMs',
  'durations',
  'durationMs',
  'queued',
  'queuedMs',
  'withUsage',
  'inputTokens',
  'cachedInputTokens',
  'cacheWriteInputTokens',
  'outputTokens',
  'reasoningOutputTokens',
  'totalTokens',
] as const satisfies readonly (keyof Sums)[];

/** The columns of the sums: `inputTokens` is `input_tokens`. */
export const sumColumns: readonly string[] = sumNames.map((name) =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
);

/** The place of a sum among the sums of a cell. */
export function sumIndex(name: (typeof sumNames)[number]): number {
  return sumNames.indexOf(name);
}
