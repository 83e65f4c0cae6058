import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * The first module that the program loads: until the others are loaded, which takes half a second, a
 * signal would end it as if it were killed.
 */
const received = new Set<NodeJS.Signals>();
const note = (name: NodeJS.Signals): void => void received.add(name);
const names = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;
for (const name of names) process.on(name, note);

/**
 * The signals that have come so far. From now on they have their usual effect again. Node reports
 * those that came while modules were loading in the next turn of the event loop, to those who listen
 * then.
 */
export function takeEarlySignals(): ReadonlySet<NodeJS.Signals> {
  for (const name of names) process.off(name, note);
  return received;
}

/** Gives signals their usual effect again, and to those that have come so far, too. */
export async function raiseEarlySignals(): Promise<void> {
  // The first turn may be past the point where Node looks for signals.
  await nextTurn();
  await nextTurn();
  for (const name of takeEarlySignals()) process.kill(process.pid, name);
}
