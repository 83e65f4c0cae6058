import type { ThreadUse } from './load/bare-lane.ts';

/**
 * The flags with which a gateway starts its threads as the bare driver does. Where conversations go
 * on none is kept warm: those that their first questions took would be started anew beside the rest.
 */
export function flagsFor(use: ThreadUse, warmThreads: number): string[] {
  const warm = ['--warm-threads', String(use === 'warm' ? warmThreads : 0)];
  const kept = use === 'going-on' ? [] : ['--kept-threads', '0'];
  return [...warm, ...kept];
}
