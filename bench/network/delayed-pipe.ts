import type { Duplex } from 'node:stream';

/**
 * Passes on what one stream says to another, later. The order stays, and so does the end.
 *
 * @param delayMs How much later.
 * @param notBefore When the first of it may set out, by `performance.now()`.
 */
export function delayedPipe(from: Duplex, to: Duplex, delayMs: number, notBefore = 0): void {
  const underWay: (() => void)[] = [];
  const later = (act: () => void): void => {
    if (delayMs === 0) return act();
    underWay.push(act);
    // Timers of different lengths may swap places; each one passes on what is next.
    const wait = Math.max(notBefore - performance.now(), 0);
    setTimeout(() => underWay.shift()?.(), wait + delayMs);
  };
  from.on('data', (bytes: Buffer) => later(() => to.write(bytes)));
  from.on('end', () => later(() => to.end()));
  from.on('error', () => {});
  from.on('close', () => later(() => to.destroy()));
}
