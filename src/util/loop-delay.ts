import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Watches how late the event loop runs what is due. */
export interface LoopDelay {
  /**
   * The 99th percentile of the delay in milliseconds: that of the last whole minute, or that of the
   * current one where it is longer.
   */
  p99(): number;
  /** Stops watching. */
  close(): void;
}

/** How often the delay is measured, in milliseconds. */
const resolutionMs = 20;

const minuteMs = 60_000;

/** Begins to watch, at some 50 timer ticks a second. */
export function watchLoopDelay(): LoopDelay {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  let lastMinute = 0;
  // What is recorded includes the wait for the timer itself (measured on Node 20.20).
  const current = (): number =>
    histogram.count === 0 ? 0 : Math.max(0, histogram.percentile(99) / 1e6 - resolutionMs);
  const timer = setInterval(() => {
    lastMinute = current();
    histogram.reset();
  }, minuteMs).unref();
  return {
    p99: () => Math.max(lastMinute, current()),
    close() {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
