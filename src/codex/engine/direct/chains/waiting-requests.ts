import type { CompletionRequest } from '../../../completion/request.ts';
import { conversationSize } from '../../conversation/conversation-size.ts';
import type { ThreadPool, Waiting } from '../../conversation/thread-pool.ts';
import type { AnswerRequest } from '../../turn.ts';

/** The requests of completions that ended in calls, for clients that bring the results alone. */
export interface WaitingRequests {
  /** Keeps a request, unless its client does not ask for that. */
  keep(request: AnswerRequest): void;
  /** Undefined if it is not kept, or had to make room. */
  get(completionId: string): CompletionRequest | undefined;
  forget(completionId: string): void;
  clear(): void;
}

/** Starts empty. */
export function createWaitingRequests(pool: ThreadPool): WaitingRequests {
  const requests = new Map<
    string,
    { readonly asked: CompletionRequest; readonly entry: Waiting }
  >();

  const forget = (completionId: string): void => {
    const kept = requests.get(completionId);
    requests.delete(completionId);
    if (kept !== undefined) pool.remove(kept.entry);
  };

  return {
    keep({ completionId, asked }) {
      if (asked.keepForToolOutputs !== true) return;
      forget(completionId);
      const entry: Waiting = {
        state: 'replayable',
        caller: asked.caller.id,
        bytes: conversationSize(asked.messages) + JSON.stringify(asked.tools ?? []).length,
        giveUp: () => void requests.delete(completionId),
      };
      requests.set(completionId, { asked, entry });
      pool.add(entry);
    },
    get: (completionId) => requests.get(completionId)?.asked,
    forget,
    clear() {
      for (const completionId of requests.keys()) forget(completionId);
    },
  };
}
