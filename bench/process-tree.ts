import { readdirSync, readFileSync } from 'node:fs';

/** What a process and everything that it started have used, on Linux. */
export interface TreeUse {
  /** In milliseconds, with a resolution of 10. Those that have ended count too. */
  readonly cpuMs: number;
  /** Memory, with shared pages divided among those who share them (PSS), in megabytes. */
  readonly megabytes: number;
}

/** Clock ticks are 10 ms on every Linux that Node runs on. */
const tickMs = 10;

/** Reads what the process with that id and its descendants have used so far. */
export function useOfTree(pid: number): TreeUse {
  const stats = readStats();
  let cpuMs = 0;
  let kilobytes = 0;
  const waiting = [pid];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const own = stats.get(next);
    if (own === undefined) continue;
    cpuMs += own.ticks * tickMs;
    kilobytes += pssOf(next);
    for (const [child, { parent }] of stats) if (parent === next) waiting.push(child);
  }
  return { cpuMs, megabytes: kilobytes / 1000 };
}

interface Stat {
  readonly parent: number;
  readonly ticks: number;
}

function readStats(): Map<number, Stat> {
  const stats = new Map<number, Stat>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const text = Number.isInteger(pid) ? readIfThere(`/proc/${name}/stat`) : '';
    // The second field is the name of the program in brackets, which may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    if (text === '') continue;
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    stats.set(pid, { parent: Number(fields[1]), ticks });
  }
  return stats;
}

function pssOf(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

/** Empty where the process is gone. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
