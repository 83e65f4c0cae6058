import { startChild } from '../processes/child.ts';
import { loadProtocol, type Way } from '../processes/load-protocol.ts';
import type { LoadResult, LoadRun } from './run-lanes.ts';

/** Lanes of one way to Codex, in a process of their own. */
export interface Load {
  readonly way: Way['kind'];
  /** Rejects where an answer was not whole. */
  run(run: LoadRun): Promise<LoadResult>;
  close(): void;
}

/** Makes so many lanes ready. */
export async function openLoad(way: Way, lanes: number): Promise<Load> {
  const child = startChild('load', loadProtocol);
  await child.ask({ type: 'open', way, lanes });
  return {
    way: way.kind,
    async run(run) {
      const result = await child.ask({ type: 'run', run });
      if (result === null) throw new Error('The lanes have not run');
      return result;
    },
    close: () => child.close(),
  };
}
