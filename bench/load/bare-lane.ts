import { z } from 'zod';
import type { AppServer } from './app-server.ts';
import { model, type Lane, type Turn } from './lane.ts';

/**
 * When the thread of a question is started: with the question (`cold`), before it (`warm`), or with
 * the conversation's first question, to continue in (`going-on`).
 */
export type ThreadUse = 'cold' | 'warm' | 'going-on';

const started = z.object({ thread: z.object({ id: z.string() }) });

/** Drives an app-server, which many lanes may share. */
export function bareLane(server: AppServer, use: ThreadUse, workspace: string): Lane {
  let thread: Promise<string> | null = null;

  async function startThread(): Promise<string> {
    const params = {
      model,
      cwd: workspace,
      baseInstructions: '',
      environments: [],
      ephemeral: true,
    };
    return started.parse(await server.call('thread/start', params)).thread.id;
  }

  /** Without this Codex keeps the thread in memory. Nobody waits for it. */
  function giveBack(): void {
    void thread?.then(async (threadId) => await server.call('thread/unsubscribe', { threadId }));
    thread = null;
  }

  return {
    begin: giveBack,
    async prepare() {
      if (use !== 'cold') await (thread ??= startThread());
    },
    async ask(conversation, hear) {
      const threadId = await (thread ??= startThread());
      const completed = new Promise<string>((resolve) => {
        server.hear(threadId, { delta: hear, completed: resolve });
      });
      const untold = use === 'going-on' ? conversation.slice(-1) : conversation;
      const items = untold.map(itemOf);
      await server.call('thread/inject_items', { threadId, items });
      await server.call('turn/start', { threadId, input: [], summary: 'auto' });
      const status = await completed;
      if (status !== 'completed') throw new Error(`The turn has ${status}`);
      if (use !== 'going-on') giveBack();
      // At once: what a pause leaves of it, its connection for one, is done when the question comes.
      if (use === 'warm') thread = startThread();
    },
  };
}

function itemOf({ role, content }: Turn): object {
  const type = role === 'user' ? 'input_text' : 'output_text';
  return { type: 'message', role, content: [{ type, text: content }] };
}
