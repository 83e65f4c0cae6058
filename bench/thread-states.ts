import { options } from '../src/config/options.ts';
import type { ThreadUse } from './load/bare-lane.ts';

/** The flags with which a gateway starts its threads as the bare driver does. */
export function flagsFor(use: ThreadUse, warmThreads: number): string[] {
  const warm = ['--warm-threads', String(use === 'cold' ? 0 : warmThreads)];
  const kept = use === 'going-on' ? [] : ['--kept-threads', '0'];
  const known = new Set(Object.values(options).map(({ flag }) => flag.split(' ')[0]));
  return [warm, kept].filter(([flag]) => known.has(flag)).flat();
}
