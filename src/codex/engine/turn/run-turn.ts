import type { RpcConnection } from '../rpc/connection.ts';
import { dynamicTools } from './dynamic-tools.ts';
import { ThreadTurn } from './thread-turn.ts';
import { callError } from './turn-error.ts';
import type { TurnListener, TurnOutcome, TurnRequest, TurnTerms } from './turn.ts';

/**
 * Answers a conversation in a thread of its own. The model sees the messages and the tools and
 * nothing else: empty base instructions (null would mean Codex's own), no environment, and the
 * engine home's configuration.
 *
 * Rejects with a `CodexServeError`. An abort interrupts the turn at once; the promise settles when
 * the thread has been given back.
 *
 * @param cwd An empty folder; a thread needs one.
 * @param onEnd Called once, when the turn needs the connection no more: for one that parks, later
 *   than the promise settles.
 */
export async function runTurn(
  rpc: RpcConnection,
  cwd: string,
  request: TurnRequest,
  terms: TurnTerms,
  listener: TurnListener,
  signal: AbortSignal,
  onEnd: () => void,
): Promise<TurnOutcome> {
  let threadId: string;
  try {
    threadId = await startThread(rpc, cwd, request);
  } catch (error) {
    onEnd();
    throw callError(error);
  }
  return await new ThreadTurn(rpc, threadId, request, terms, onEnd).start(listener, signal);
}

async function startThread(rpc: RpcConnection, cwd: string, request: TurnRequest): Promise<string> {
  const { model, tools = [], verbosity, serviceTier } = request;
  const { thread } = await rpc.call('thread/start', {
    model,
    cwd,
    baseInstructions: '',
    environments: [],
    ephemeral: true,
    experimentalRawEvents: true,
    ...(tools.length > 0 && { dynamicTools: dynamicTools(tools) }),
    ...(serviceTier !== undefined && { serviceTier }),
    ...(verbosity !== undefined && { config: { model_verbosity: verbosity } }),
  });
  return thread.id;
}
