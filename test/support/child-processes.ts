import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The ids of a process's running app-servers. */
export function appServersOf(parent: number): number[] {
  return childrenOf(parent, 'app-server');
}

/** The ids of a process's children whose command line holds this text. */
export function childrenOf(parent: number, text: string): number[] {
  return processes()
    .filter((process) => process.parent === parent && process.command.includes(text))
    .map(({ pid }) => pid);
}

interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Every process that runs; Linux says it in files, where `ps` may be missing. */
function processes(): RunningProcess[] {
  if (process.platform !== 'linux') return processesByPs();
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.flatMap((id) => {
    try {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
      // A process that has ended has no command line any more.
      if (command === '') return [];
      return [{ pid: Number(id), parent: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]), command }];
    } catch {
      // It has gone in the meantime.
      return [];
    }
  });
}

function processesByPs(): RunningProcess[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,command=']).toString().trim().split('\n');
  return lines.flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}
