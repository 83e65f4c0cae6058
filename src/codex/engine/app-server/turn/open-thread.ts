import type { Usage } from '../../../completion/events.ts';
import { largeLength, letOthersRun } from '../../../../util/event-loop.ts';
import { messageChain } from '../../../completion/message-chain.ts';
import { nothingUsed } from '../../../completion/usage.ts';
import type { EngineProcess } from '../process/engine-process.ts';
import { conversationSize } from '../../conversation/conversation-size.ts';
import type { KeptThread } from '../threads/kept-threads.ts';
import { threadSettings } from '../threads/thread-settings.ts';
import type { TurnRequest } from '../threads/turn.ts';

/** A started thread, and how much of a turn's conversation it holds. */
export interface OpenThread {
  readonly id: string;
  /** How many of the turn's messages it holds from earlier turns. */
  readonly known: number;
  /** What makes its conversations different from those of other threads; see `messageChain`. */
  readonly scope: readonly string[];
  /** The digest of all of the turn's messages; see `messageChain`. */
  readonly link: string;
  /** The login when it was taken or started; see `KeptThreads.login`. */
  readonly login: number;
  /** The usage of its earlier turns. */
  readonly used: Usage;
  /** What it was kept as; null for a new one. */
  readonly kept: KeptThread | null;
  /** Characters of its tools and of all of the turn's messages. */
  readonly bytes: number;
}

/**
 * Takes a kept thread that holds exactly a beginning of the conversation, or else a warm or new
 * one. Rejects as the connection does.
 */
export async function openThread(
  { threads }: EngineProcess,
  request: TurnRequest,
): Promise<OpenThread> {
  const settings = threadSettings(request);
  const scope = [settings.key, request.caller];
  const chain = messageChain(scope, request.messages);
  const link = chain.at(-1) ?? '';
  const size = conversationSize(request.messages);
  if (size > largeLength) await letOthersRun();
  // The login may change while the thread starts.
  const { login } = threads.kept;
  const turn = { scope, link, login, bytes: settings.bytes + size };
  const kept = threads.kept.take(chain);
  if (kept === null) {
    const { id, isWarm } = await threads.warm.take(settings);
    threads.taken(isWarm ? 'warm' : 'cold');
    return { ...turn, id, known: 0, used: nothingUsed, kept };
  }
  threads.taken('kept');
  // Reasoning after the answer is the answer's own, and the thread has it.
  const last = kept.isUnanswered ? chain.length - 1 : chain.length - 2;
  const known = Math.max(...kept.links.map((each) => chain.lastIndexOf(each, last)));
  return { ...turn, id: kept.threadId, known, used: kept.used, kept };
}

/** Takes back a thread in which nothing was done. */
export function giveBack({ threads }: EngineProcess, { id, kept, login }: OpenThread): void {
  if (kept === null) void threads.end(id);
  else threads.kept.keep(kept, login);
}
