import type { Diagnosis } from './diagnose.ts';

/** Examinations that many may ask for. */
export interface Examinations {
  /** The newest diagnosis: that of the last seconds, of the examination under way, or a new one. */
  current(): Promise<Diagnosis>;
  /** Ends the examination under way, for which `current` rejects. */
  close(): Promise<void>;
}

/** How long a diagnosis counts as the newest, in milliseconds. Each costs a second of CPU time. */
const freshMs = 5000;

/** @param examine Rejects with the reason of its signal alone. */
export function keepDiagnosis(examine: (signal: AbortSignal) => Promise<Diagnosis>): Examinations {
  const closing = new AbortController();
  let latest: Promise<Diagnosis> | null = null;
  let freshUntil = 0;
  return {
    async current() {
      if (latest === null || performance.now() > freshUntil) {
        freshUntil = Infinity;
        latest = examine(closing.signal).finally(() => {
          freshUntil = performance.now() + freshMs;
        });
      }
      return await latest;
    },
    async close() {
      closing.abort(new Error('The gateway shuts down.'));
      await latest?.catch(() => {});
    },
  };
}
