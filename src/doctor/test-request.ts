import type { Caller } from '../codex/completion/caller.ts';
import type { Usage } from '../codex/completion/events.ts';
import type { Surface } from '../codex/completion/surface.ts';
import type { SessionCore } from '../codex/session-core.ts';

/** The answer to a test request. */
export interface TestAnswer {
  readonly model: string;
  readonly text: string;
  /** Until the first piece of the answer, in milliseconds. */
  readonly firstTokenMs: number;
  /** Until its end, in milliseconds. */
  readonly durationMs: number;
  /** Null where the service did not report it. */
  readonly usage: Usage | null;
}

const question = 'Say exactly: pong';

/**
 * Asks the default model a short question, which uses some of the quota. Rejects with the error that
 * any request would get.
 */
export async function sendTestRequest(
  core: SessionCore,
  from: { readonly caller: Caller; readonly surface: Surface },
  signal: AbortSignal,
): Promise<TestAnswer> {
  const models = await core.models();
  const model = (models.find(({ isDefault }) => isDefault) ?? models[0])?.id ?? '';
  const content = [{ type: 'text', text: question } as const];
  const messages = [{ role: 'user', content } as const];
  const completion = await core.run({ model, messages, ...from }, signal);
  const { text, usage } = await completion.result();
  const { createdAt, firstTokenAt, endedAt } = completion;
  const since = (at: Date | null): number => (at ?? new Date()).getTime() - createdAt.getTime();
  return {
    model,
    text: text.trim(),
    firstTokenMs: since(firstTokenAt ?? endedAt),
    durationMs: since(endedAt),
    usage,
  };
}
