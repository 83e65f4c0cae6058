import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { createTempFolder } from '../support/temp-folder.ts';

/** How Codex reaches the gateway. */
export type CodexProvider =
  /** A provider of the user's own, over HTTP. */
  | 'own'
  /** The same, over WebSocket. */
  | 'own-websocket'
  /** Codex's own provider with another base URL, which tries WebSocket first. */
  | 'openai';

/** How a Codex is set up. */
export interface CodexSetup {
  /** The gateway's base URL, without `/v1`. */
  readonly url: string;
  readonly provider: CodexProvider;
  /** Default: `gpt-5.5`. */
  readonly model?: string;
}

const event = z.looseObject({ type: z.string() });

/** An event of `codex exec --json`. */
export type CodexEvent = z.output<typeof event>;

/** What one run of `codex exec` has done. */
export interface CodexRun {
  readonly exitCode: number | null;
  readonly events: readonly CodexEvent[];
  /** The last message of the agent. */
  readonly message: string;
  readonly stderr: string;
}

/** How `codex exec` is run. */
export interface ExecOptions {
  /** Whether it continues the last session. Default: false. */
  readonly resumes?: boolean;
  /** Settings of this run, each as `key=value`. Default: none. */
  readonly settings?: readonly string[];
}

/** A Codex with a home and a folder to work in, which only talks to the gateway. */
export interface CodexClient {
  /** The folder that it works in. */
  readonly folder: string;
  /** Runs `codex exec` with a prompt. */
  exec(prompt: string, options?: ExecOptions): Promise<CodexRun>;
  remove(): Promise<void>;
}

function providerConfig({ url, provider }: CodexSetup): string {
  if (provider === 'openai') return `openai_base_url = "${url}/v1"\n`;
  return `model_provider = "gateway"

[model_providers.gateway]
name = "codex-serve"
base_url = "${url}/v1"
wire_api = "responses"
env_key = "GATEWAY_KEY"
supports_websockets = ${provider === 'own-websocket'}
`;
}

/** Sets up a Codex of its own in a temporary folder. */
export async function createCodexClient(setup: CodexSetup): Promise<CodexClient> {
  const temp = await createTempFolder();
  const home = path.join(temp.path, 'home');
  const folder = path.join(temp.path, 'work');
  await mkdir(home);
  await mkdir(folder);
  const config = [
    `model = "${setup.model ?? 'gpt-5.5'}"`,
    'check_for_update_on_startup = false',
    providerConfig(setup),
    '[analytics]\nenabled = false\n',
  ];
  await writeFile(path.join(home, 'config.toml'), config.join('\n'));
  if (setup.provider === 'openai') {
    await writeFile(path.join(home, 'auth.json'), JSON.stringify({ OPENAI_API_KEY: 'sk-none' }));
  }
  const codex = path.resolve('node_modules/@openai/codex/bin/codex.js');

  return {
    folder,
    async exec(prompt, { resumes = false, settings = [] } = {}) {
      const flags = [
        '--json',
        '--skip-git-repo-check',
        '--dangerously-bypass-approvals-and-sandbox',
        ...settings.flatMap((setting) => ['-c', setting]),
      ];
      const args = resumes
        ? ['exec', 'resume', ...flags, '--last', prompt]
        : ['exec', ...flags, prompt];
      const child = spawn(process.execPath, [codex, ...args], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: process.env['PATH'],
          HOME: temp.path,
          CODEX_HOME: home,
          GATEWAY_KEY: 'none',
          RUST_LOG: process.env['RUST_LOG'] ?? 'error',
        },
      });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      await once(child, 'close');
      const events = stdout
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => event.parse(JSON.parse(line)));
      const messages = events.flatMap((each) => textOf(each) ?? []);
      return { exitCode: child.exitCode, events, message: messages.at(-1) ?? '', stderr };
    },
    remove: async () => await temp.remove(),
  };
}

const agentMessage = z.object({
  type: z.literal('item.completed'),
  item: z.object({ type: z.literal('agent_message'), text: z.string() }),
});

function textOf(each: CodexEvent): string | undefined {
  const result = agentMessage.safeParse(each);
  return result.success ? result.data.item.text : undefined;
}
