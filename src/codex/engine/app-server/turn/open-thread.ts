import type { ContentPart, Message } from '../../../completion/request.ts';
import type { Usage } from '../../../completion/events.ts';
import { letOthersRun } from '../../../../util/event-loop.ts';
import { messageChain } from '../../../completion/message-chain.ts';
import { nothingUsed } from '../../../completion/usage.ts';
import type { EngineProcess } from '../process/engine-process.ts';
import { threadSettings } from '../threads/thread-settings.ts';
import type { TurnRequest } from '../../turn.ts';

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
  await letOthersRun(lengthOf(request.messages));
  // Another login may come while the thread starts.
  const { login } = threads.kept;
  // At least one message has to be new: the service is to answer something.
  const kept = threads.kept.take(chain.slice(0, -1));
  if (kept === null) {
    return { id: await threads.warm.take(settings), known: 0, link, login, used: nothingUsed };
  }
  return { id: kept.threadId, known: chain.indexOf(kept.link), link, login, used: kept.used };
}

/** About how much text there is. */
function lengthOf(messages: readonly Message[]): number {
  return messages.reduce(
    (sum, { content }) =>
      sum + content.reduce((part, each) => part + textOf(each).length, perMessage),
    0,
  );
}

/** What a message costs beside its text, in characters. */
const perMessage = 100;

function textOf(part: ContentPart): string {
  return part.type === 'text' ? part.text : part.dataUrl;
}
