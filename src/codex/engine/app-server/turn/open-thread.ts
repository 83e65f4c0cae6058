import type { Usage } from '../../../completion/events.ts';
import { letOthersRun } from '../../../../util/event-loop.ts';
import { messageChain } from '../../../completion/message-chain.ts';
import { nothingUsed } from '../../../completion/usage.ts';
import type { EngineProcess } from '../process/engine-process.ts';
import { conversationSize } from '../threads/conversation-size.ts';
import { threadSettings } from '../threads/thread-settings.ts';
import type { TurnRequest } from '../threads/turn.ts';

/** A started thread, and what a turn's conversation is to it. */
export interface OpenThread {
  readonly id: string;
  /** How many of the turn's messages it holds from the turns before. */
  readonly known: number;
  /** What all of the turn's messages come to; see `messageChain`. */
  readonly link: string;
  /** The login under which it was taken or asked for; see `KeptThreads.login`. */
  readonly login: number;
  /** What the turns before have used. */
  readonly used: Usage;
  /** Characters of its tools and of all of the turn's messages. */
  readonly bytes: number;
}

/**
 * The thread that holds the beginning of the conversation and nothing else, where there is one; else
 * one of its own. Rejects as the connection does.
 */
export async function openThread(
  { threads }: EngineProcess,
  request: TurnRequest,
): Promise<OpenThread> {
  const settings = threadSettings(request);
  const chain = messageChain([settings.key, request.caller], request.messages);
  const link = chain.at(-1) ?? '';
  const size = conversationSize(request.messages);
  await letOthersRun(size);
  // Another login may come while the thread starts.
  const { login } = threads.kept;
  const turn = { link, login, bytes: settings.bytes + size };
  // At least one message has to be new: the service is to answer something.
  const kept = threads.kept.take(chain.slice(0, -1));
  if (kept === null) {
    return { ...turn, id: await threads.warm.take(settings), known: 0, used: nothingUsed };
  }
  return { ...turn, id: kept.threadId, known: chain.indexOf(kept.link), used: kept.used };
}
