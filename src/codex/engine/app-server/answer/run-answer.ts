import type { AssistantMessage } from '../../../completion/request.ts';
import type { ToolCall } from '../../../completion/tools.ts';
import { nothingUsed } from '../../../completion/usage.ts';
import type { AnswerListener, AnswerOutcome, AnswerRequest } from '../../turn.ts';
import { conversationSize } from '../../conversation/conversation-size.ts';
import { separateForm, type AnswerForm } from '../../conversation/answer-forms.ts';
import type { AnswerOwner, ParkedTurns } from '../threads/parked-turns.ts';
import { fingerprint } from '../../conversation/fingerprint.ts';
import { runChosen, type ChosenOutcome, type ContinuedTurn, type RunTurn } from './run-chosen.ts';
import { toolResults } from '../../conversation/tool-results.ts';

/** The parts that running an answer needs. */
export interface AnswerDeps {
  readonly runTurn: RunTurn;
  readonly parked: ParkedTurns;
}

/**
 * Answers a request: in the parked turn that waits for its tool results, else in a new turn. An
 * answer that ends with tool calls is parked before the promise settles, because the client may
 * send the results at once. Rejects with a `CodexServeError`.
 */
export async function runAnswer(
  { runTurn, parked }: AnswerDeps,
  request: AnswerRequest,
  listener: AnswerListener,
  signal: AbortSignal,
): Promise<AnswerOutcome> {
  const continued = takeParked(parked, request);
  const [next, ...held] = continued?.held ?? [];
  if (continued !== null && next !== undefined) {
    listener.toolCall(next);
    const { turn, resume } = continued;
    const fingerprints = [parkedAt(request, [joined('', [next])])];
    const answer = { turn, results: resume.results, fingerprints, held };
    parked.park(ownerOf(request, turn.bytes), answer);
    return { finishReason: 'tool_calls', usage: nothingUsed };
  }
  try {
    const outcome = await runChosen(runTurn, request, listener, signal, continued);
    if (signal.aborted) outcome.parked?.release();
    else if (outcome.finishReason === 'tool_calls') park(parked, request, listener.text, outcome);
    const { finishReason, usage, refusal } = outcome;
    return { finishReason, usage, ...(refusal !== undefined && { refusal }) };
  } catch (error) {
    // Has no effect unless the failure came before the turn was resumed.
    continued?.turn.release();
    throw error;
  }
}

/** A parked turn that a request continues. */
interface Continued extends ContinuedTurn {
  /** Calls that the client has not been given. */
  readonly held: readonly ToolCall[];
}

/** The turn that waits for this request's results, with all results so far. Null for a replay. */
function takeParked(parked: ParkedTurns, request: AnswerRequest): Continued | null {
  if (parked.size === 0) return null;
  const { messages } = request.asked;
  const found = toolResults(messages);
  if (found === null) return null;
  const answer = parked.take(fingerprint(request, found.answered));
  if (answer === null) return null;
  const { turn, held } = answer;
  const results = new Map([...answer.results, ...found.results]);
  // A client that was given one call at a time has each result after its call.
  const isInOrder = answer.results.size === 0;
  const resume = { results, added: found.added, conversation: isInOrder ? messages : null };
  // Messages between the calls of one answer would come after all of them.
  const isTaken = held.length === 0 || found.added.length === 0;
  if (isTaken && turn.canTake(resume)) return { turn, held, resume };
  turn.release();
  return null;
}

function park(
  parked: ParkedTurns,
  request: AnswerRequest,
  text: string,
  { parked: turn, calls }: ChosenOutcome,
): void {
  if (turn === null) {
    const { messages, tools = [], keepForToolOutputs } = request.asked;
    if (keepForToolOutputs !== true) return;
    const bytes = conversationSize(messages) + JSON.stringify(tools).length;
    parked.park(ownerOf(request, bytes), null);
    return;
  }
  const given = request.asked.allowsParallelToolCalls === false ? calls.slice(0, 1) : calls;
  const forms: AnswerForm[] = [[joined(text, given)]];
  if (turn.items !== null) forms.push(separateForm({ items: turn.items, toolCalls: given }));
  parked.park(ownerOf(request, turn.bytes), {
    turn,
    fingerprints: [...new Set(forms.map((form) => parkedAt(request, form)))],
    held: calls.slice(given.length),
    results: new Map(),
  });
}

function ownerOf({ completionId, asked }: AnswerRequest, bytes: number): AnswerOwner {
  const request = asked.keepForToolOutputs === true ? asked : null;
  return { completionId, caller: asked.caller.id, request, bytes };
}

/** The fingerprint of the request's conversation with the answer that its client was given. */
function parkedAt(request: AnswerRequest, answer: AnswerForm): string {
  return fingerprint(request, [...request.asked.messages, ...answer]);
}

function joined(text: string, toolCalls: readonly ToolCall[]): AssistantMessage {
  return { role: 'assistant', content: [{ type: 'text', text }], toolCalls };
}
