import { gzipSync } from 'node:zlib';
import { median } from '../measure.ts';
import type { Table } from '../part.ts';
import { amount, targetTable } from '../print.ts';
import type { DashboardStage } from './stage.ts';

/** Times slower than this machine. */
const slowness = 4;

/** What the board weighs, and when a reader of a slow machine can use it. */
export async function loading(stage: DashboardStage, runs: number): Promise<Table[]> {
  const weight = await weightOf(stage);
  const loads: Load[] = [];
  for (let run = 0; run < runs; run += 1) loads.push(await loadSlowly(stage));
  const figure = (read: (load: Load) => number): string => amount(median(loads.map(read)), 'ms');
  const drawnMs = median(loads.map((load) => load.drawnMs));
  return [
    {
      title: `The board at ${slowness}x CPU throttle, median of ${runs}`,
      columns: ['first paint', 'interactive', 'first rows', 'tasks until then', 'script'],
      rows: [
        [
          'without cache',
          figure(({ paintMs }) => paintMs),
          figure((load) => load.drawnMs),
          figure((load) => load.rowsMs),
          figure((load) => load.tasksMs),
          figure((load) => load.scriptMs),
        ],
      ],
    },
    targetTable([
      { name: 'script and style, gzip', value: weight / 1000, atMost: 80, unit: 'kB' },
      { name: `interactive at ${slowness}x`, value: drawnMs, atMost: 700, unit: 'ms' },
    ]),
  ];
}

/** Bytes of the script and style that the board loads, as gzip -9 has them. */
async function weightOf({ url, blank }: DashboardStage): Promise<number> {
  const { page } = await blank();
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (!/\.(?:js|css)$/.test(new URL(response.url()).pathname)) return;
    sizes.push(response.body().then((content) => gzipSync(content, { level: 9 }).length));
  });
  await page.goto(`${url}/ui/`, { waitUntil: 'networkidle' });
  await page.getByRole('grid', { name: 'Completions' }).waitFor();
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

interface Load {
  /** From the start of the navigation, in milliseconds, like the next two. */
  readonly paintMs: number;
  /** The board is drawn and the main thread is free to take an input. */
  readonly drawnMs: number;
  readonly rowsMs: number;
  /** What the main thread has computed until the rows were there, in milliseconds. */
  readonly tasksMs: number;
  readonly scriptMs: number;
}

async function loadSlowly({ url, blank }: DashboardStage): Promise<Load> {
  const measured = await blank();
  const { page } = measured;
  await page.addInitScript(markWhenDrawn);
  await measured.slowDown(slowness);
  const before = await measured.cpuMs();
  await page.goto(`${url}/ui/`, { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('rows').length > 0);
  const after = await measured.cpuMs();
  const [paintMs, drawnMs, rowsMs] = await page.evaluate(() => {
    const timeOf = (name: string): number =>
      performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
    return [timeOf('first-contentful-paint'), timeOf('grid'), timeOf('rows')] as const;
  });
  await measured.close();
  const [tasksMs, scriptMs] = [after.tasks - before.tasks, after.script - before.script];
  return { paintMs, drawnMs, rowsMs, tasksMs, scriptMs };
}

/** Runs in the page, before its own script: marks when the list and rows are there and the main thread is free. */
function markWhenDrawn(): void {
  const mark = (name: string, selector: string): void => {
    const observer = new MutationObserver(() => {
      if (document.querySelector(selector) === null) return;
      observer.disconnect();
      setTimeout(() => performance.mark(name));
    });
    observer.observe(document, { childList: true, subtree: true });
  };
  mark('grid', '[role=grid]');
  mark('rows', '[data-row]');
}
