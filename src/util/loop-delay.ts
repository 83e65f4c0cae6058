import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Watches how late the event loop runs what is due. */
export interface LoopDelay {
  /**
   * The 99th percentile of the delay in milliseconds: that of the last whole minute, or that of the
   * current one where it is longer.
   */
  p99(): number;
  /** The median, over the same time as `p99`. */
  p50(): number;
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
  let lastMinute = { p50: 0, p99: 0 };
  // What is recorded includes the wait for the timer itself (measured on Node 20.20).
  const current = (percentile: number): number =>
    histogram.count === 0 ? 0 : Math.max(0, histogram.percentile(percentile) / 1e6 - resolutionMs);
  const timer = setInterval(() => {
    lastMinute = { p50: current(50), p99: current(99) };
    histogram.reset();
  }, minuteMs).unref();
  return {
    p99: () => Math.max(lastMinute.p99, current(99)),
    p50: () => Math.max(lastMinute.p50, current(50)),
    close() {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
