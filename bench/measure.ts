import { setTimeout } from 'node:timers/promises';
import { heapInUse } from '../test/support/heap.ts';

/** CPU of this process, all of its threads and the kernel's part included, in microseconds. */
export async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** The share of one core that this process takes over the next so many milliseconds, in percent. */
export async function cpuShare(ms: number): Promise<number> {
  const start = performance.now();
  const used = await cpuOf(async () => await setTimeout(ms));
  return used / 10 / (performance.now() - start);
}

/** What this process holds in bytes, once everything unreachable is gone. */
export function memoryInUse(): number {
  return heapInUse() + process.memoryUsage().external;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which that share of them lies: 0.99 for the 99th percentile. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

/** The sum over all of them. */
export function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
