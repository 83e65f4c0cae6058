import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { AppServerOptions } from './app-server.ts';
import { model, type Lane } from './lane.ts';

/** What a script does without a gateway: `codex exec`, a process per question. */
export function execLane({ executable, env, workspace }: AppServerOptions): Lane {
  return {
    async ask(conversation, hear) {
      const question = conversation.at(-1)?.content ?? '';
      const args = ['exec', '--skip-git-repo-check', '--ephemeral', '--model', model, question];
      const running = promisify(execFile)(executable, args, {
        cwd: workspace,
        env,
      });
      running.child.stdin?.end();
      // The answer comes whole, on the standard output; all else is on the other one.
      hear((await running).stdout.trimEnd());
    },
  };
}
