import { appServersOf } from './child-processes.ts';

/** The process ids of the app-servers that this process has started and that still run. */
export function engineProcessIds(): number[] {
  return appServersOf(process.pid);
}
