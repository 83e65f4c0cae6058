import { execFileSync } from 'node:child_process';

/** The process ids of the app-servers that this process has started and that still run. */
export function engineProcessIds(): number[] {
  try {
    const listed = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'app-server']);
    return listed.toString().trim().split('\n').map(Number);
  } catch {
    // pgrep's way of saying that there is none.
    return [];
  }
}
