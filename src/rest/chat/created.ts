import type { Completion } from '../../codex/completion/completion.ts';

/** OpenAI's `created`: whole seconds since 1970. */
export function createdSeconds({ createdAt }: Completion): number {
  return Math.floor(createdAt.getTime() / 1000);
}
