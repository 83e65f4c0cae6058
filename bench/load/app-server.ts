import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A message as it comes. It is taken as it is: checking it costs more than all else here. */
interface Incoming {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly threadId: string;
    readonly delta: string;
    readonly turn: { readonly status: string };
  };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Where a Codex is started. */
export interface AppServerOptions {
  readonly executable: string;
  /** Its environment, `CODEX_HOME` with the rest. */
  readonly env: Readonly<Record<string, string>>;
  readonly workspace: string;
}

/** What a thread reports about its turn. */
export interface TurnEvents {
  delta(text: string): void;
  completed(status: string): void;
}

/** The least that drives a `codex app-server`: no more than a turn takes. */
export interface AppServer {
  call(method: string, params: unknown): Promise<unknown>;
  /** Hears a thread's turn from here on. */
  hear(threadId: string, events: TurnEvents): void;
  close(): Promise<void>;
}

/** Notifications that a turn can do without; Codex does not send them then. */
const unused = [
  'thread/started',
  'thread/status/changed',
  'thread/tokenUsage/updated',
  'turn/started',
  'item/started',
  'item/completed',
];

/** Codex refuses calls that come too thick as "Server overloaded" (measured on 0.169.0). */
const maxUnanswered = 64;

/** Spawns one and shakes hands. Requests of its own are not expected, and not answered. */
export async function startAppServer(options: AppServerOptions): Promise<AppServer> {
  const { executable, env, workspace } = options;
  const child = spawn(executable, ['app-server'], {
    cwd: workspace,
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const pending = new Map<number, PendingCall>();
  const unsent: string[] = [];
  const threads = new Map<string, TurnEvents>();
  let lastId = 0;

  function dispatch(line: string): void {
    const { id, method, params, result, error }: Incoming = JSON.parse(line);
    if (id !== undefined) {
      if (error === undefined) pending.get(id)?.resolve(result);
      else pending.get(id)?.reject(new Error(error.message));
      pending.delete(id);
      const next = unsent.shift();
      if (next !== undefined) child.stdin.write(next);
    } else if (params !== undefined) {
      const events = threads.get(params.threadId);
      if (method === 'item/agentMessage/delta') events?.delta(params.delta);
      else if (method === 'turn/completed') events?.completed(params.turn.status);
    }
  }

  let partial = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = `${partial}${chunk}`.split('\n');
    partial = lines.pop() ?? '';
    for (const line of lines) dispatch(line);
  });

  const server: AppServer = {
    async call(method, params) {
      const id = ++lastId;
      const answered = new Promise<unknown>((resolve, reject) => {
        pending.set(id, { resolve, reject });
      });
      const line = `${JSON.stringify({ id, method, params })}\n`;
      if (pending.size > maxUnanswered) unsent.push(line);
      else child.stdin.write(line);
      return await answered;
    },
    hear: (threadId, events) => threads.set(threadId, events),
    async close() {
      const gone = once(child, 'exit');
      child.stdin.end();
      await gone;
    },
  };
  await server.call('initialize', {
    clientInfo: { name: 'bench', title: 'bench', version: '0.0.0' },
    capabilities: { experimentalApi: true, optOutNotificationMethods: unused },
  });
  child.stdin.write('{"method":"initialized"}\n');
  return server;
}

interface PendingCall {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}
