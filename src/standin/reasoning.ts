import { createHash } from 'node:crypto';
import type { PlannedReasoning } from './plan.ts';
import type { ResponsesRequest } from './request.ts';

/** Reasoning tokens by effort; the service reports multiples of 64 too. */
const TOKENS: Readonly<Record<string, number>> = {
  none: 0,
  minimal: 0,
  low: 0,
  medium: 64,
  high: 128,
  xhigh: 192,
  max: 256,
  ultra: 320,
};

/** Effort of a request that names none, as at the service. */
const DEFAULT_EFFORT = 'medium';
/** Efforts from this many tokens on come with a summary, when one is asked for. */
const SUMMARY_FROM = 128;

/** The reasoning before an answer: one item, or none where the effort is low. */
export function planReasoning(
  request: ResponsesRequest,
  prompt: string,
  seed: number,
): readonly PlannedReasoning[] {
  const tokens = TOKENS[request.effort ?? DEFAULT_EFFORT] ?? 0;
  if (tokens === 0) return [];
  const summarised = request.summary && tokens >= SUMMARY_FROM;
  return [
    {
      kind: 'reasoning',
      summary: summarised ? summaryOf(prompt) : [],
      tokens,
      encrypted: request.encryptedReasoning ? encrypted(seed, tokens) : undefined,
    },
  ];
}

function summaryOf(prompt: string): readonly string[] {
  const words = prompt.trim().split(/\s+/).slice(0, 8).join(' ');
  return [
    `**Reading the question**\n\nThe message says “${words}”. I look for what is asked and what it needs.`,
    '**Choosing an answer**\n\nSomething short and warm will do — with a cup of tea beside it 🫖.',
  ];
}

/** Looks like the service's encrypted content. Equal for equal conversations. */
function encrypted(seed: number, tokens: number): string {
  const block = createHash('sha512').update(`${seed} ${tokens}`).digest('base64url');
  return `gAAAAAB${block}${block}`;
}
