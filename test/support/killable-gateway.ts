import { startProgram } from './started-program.ts';
import type { TestUpstream } from './stand-in-home.ts';
import { namedCodex } from './tested-codex.ts';

/** The built program on a stand-in, which can be killed, and started again on what it kept. */
export interface KillableGateway {
  /** `http://127.0.0.1:41231` */
  readonly url: string;
  readonly pid: number;
  /** Kills it, as a crash or a lost machine does. */
  kill(): Promise<void>;
}

/** Starts one on a free port. */
export async function startKillableGateway(
  upstream: TestUpstream,
  args: readonly string[] = [],
): Promise<KillableGateway> {
  const codex = namedCodex();
  const folders = ['--home', upstream.home, '--codex-home', upstream.codexHome];
  const all = ['--addr', '127.0.0.1:0', ...folders, ...args];
  if (codex !== undefined) all.push('--codex-bin', codex);
  const program = startProgram(upstream.home, all, upstream.env);
  const banner = await program.banner();
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(banner) ?? [];
  const { pid } = program.child;
  if (url === undefined || pid === undefined) throw new Error(`No address: ${banner}`);
  return { url, pid, kill: async () => await program.kill() };
}
