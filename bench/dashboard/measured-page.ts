import type { Browser, CDPSession, Page } from 'playwright-core';
import { setTimeout } from 'node:timers/promises';

/** What the main thread of a page has computed. */
export interface PageCpu {
  /** All tasks, in percent of a core or in milliseconds. */
  readonly tasks: number;
  /** The part of them that ran script. */
  readonly script: number;
  /** The part of them that computed styles and layout. */
  readonly layout: number;
}

/** A page of the dashboard, with the browser's own figures of it. */
export interface MeasuredPage {
  readonly page: Page;
  /** What its main thread has computed since it was opened, in milliseconds. */
  cpuMs(): Promise<PageCpu>;
  /** What its main thread computes over the next so many milliseconds, in percent of a core. */
  cpuShare(ms: number): Promise<PageCpu>;
  /** The times between frames over the next so many milliseconds, in milliseconds. */
  frames(ms: number): Promise<number[]>;
  /** Bytes of script objects, without garbage. */
  heap(): Promise<number>;
  /** Makes the main thread so many times slower. */
  slowDown(times: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens a blank page, in a context of its own: no storage, and no cached file. */
export async function openMeasuredPage(browser: Browser): Promise<MeasuredPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  // CPU time, which other programs on the machine do not distort.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const cpuMs = async (): Promise<PageCpu> => {
    const read = await metricsOf(session);
    return {
      tasks: read('TaskDuration') * 1000,
      script: read('ScriptDuration') * 1000,
      layout: (read('LayoutDuration') + read('RecalcStyleDuration')) * 1000,
    };
  };
  return {
    page,
    cpuMs,
    async cpuShare(ms) {
      const [before, start] = [await cpuMs(), performance.now()];
      await setTimeout(ms);
      const [after, passed] = [await cpuMs(), performance.now() - start];
      const share = (name: keyof PageCpu): number => ((after[name] - before[name]) / passed) * 100;
      return { tasks: share('tasks'), script: share('script'), layout: share('layout') };
    },
    frames: async (ms) => await page.evaluate(frameTimes, ms),
    async heap() {
      await session.send('HeapProfiler.collectGarbage');
      return (await metricsOf(session))('JSHeapUsedSize');
    },
    async slowDown(rate) {
      await session.send('Emulation.setCPUThrottlingRate', { rate });
    },
    close: async () => await context.close(),
  };
}

async function metricsOf(session: CDPSession): Promise<(name: string) => number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (name) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
}

/** Runs in the page. */
async function frameTimes(ms: number): Promise<number[]> {
  const times: number[] = [];
  const nextFrame = async (): Promise<number> => await new Promise(requestAnimationFrame);
  let before = await nextFrame();
  for (const end = before + ms; before < end;) {
    const now = await nextFrame();
    times.push(now - before);
    before = now;
  }
  return times;
}
