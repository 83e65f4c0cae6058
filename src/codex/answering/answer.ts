import { CodexServeError, toCodexServeError } from '../../errors/errors.ts';
import type { LiveCompletion } from '../completion/live-completion.ts';
import type {
  AssistantMessage,
  CompletionRequest,
  InstructionMessage,
} from '../completion/request.ts';
import type { Engine } from '../engine/engine.ts';
import type { TurnOutcome, TurnRequest } from '../engine/turn/turn.ts';
import { fingerprint } from '../parking/fingerprint.ts';
import type { Parked, ParkingLot } from '../parking/parking-lot.ts';
import { toolResults } from '../parking/tool-results.ts';
import type { Tool, ToolCall } from '../completion/tools.ts';
import { addUsage, nothingUsed } from '../completion/usage.ts';
import { createShaper } from '../shaping/shaper.ts';
import { planFormat } from '../shaping/plan-format.ts';
import { callGate, type CallGate, type GateRules } from './call-gate.ts';
import { planTools } from './tool-choice.ts';

/** What answers are made with. */
export interface AnswerDeps {
  readonly engine: Engine;
  readonly lot: ParkingLot;
}

/** Answers a request into its completion, to the end. Never rejects: a failure is the completion's. */
export async function answer(
  deps: AnswerDeps,
  request: CompletionRequest,
  completion: LiveCompletion,
): Promise<void> {
  let parked: Parked | null = null;
  try {
    parked = takeParked(deps.lot, request, completion);
    if (parked !== null && parked.held.length > 0) giveHeldCall(deps, request, completion, parked);
    else await runAnswer(deps, request, completion, parked);
  } catch (error) {
    // Where the failure came before it was resumed.
    parked?.turn.release();
    completion.fail(toCodexServeError(error));
  }
}

/** The turn that waits for what this request brings, with all results so far. Null for a replay. */
function takeParked(
  lot: ParkingLot,
  request: CompletionRequest,
  { model, effort }: LiveCompletion,
): Parked | null {
  if (lot.size === 0) return null;
  const found = toolResults(request.messages);
  if (found === null) return null;
  const parked = lot.take(fingerprint(model, effort, found.answered, request));
  if (parked === null) return null;
  const results = new Map([...parked.results, ...found.results]);
  if (parked.turn.canTake(results)) return { ...parked, results };
  parked.turn.release();
  return null;
}

/** A client that takes one call at a time gets the next one without the service being asked. */
function giveHeldCall(
  { lot }: AnswerDeps,
  request: CompletionRequest,
  completion: LiveCompletion,
  parked: Parked,
): void {
  const { model, effort } = completion;
  const [next, ...held] = parked.held;
  if (next === undefined) return;
  completion.toolCall(next);
  const messages = [...request.messages, assistantMessage('', [next])];
  lot.park({ ...parked, fingerprint: fingerprint(model, effort, messages, request), held });
  completion.finish('tool_calls', nothingUsed);
}

async function runAnswer(
  deps: AnswerDeps,
  request: CompletionRequest,
  completion: LiveCompletion,
  parked: Parked | null,
): Promise<void> {
  const shaper = createShaper(request, completion);
  const { tools, instruction } = planTools(request);
  const turn = turnRequest(request, completion, tools, instruction);
  const mustCall = instruction !== null;
  const rules = {
    holdsText: mustCall,
    holdsFurtherCalls: request.allowsParallelToolCalls === false,
  };

  let gate = callGate(shaper, rules);
  let outcome = await resumeOrRun(deps, turn, parked, gate, completion);
  if (mustCall && gate.calls.length === 0) {
    outcome.parked?.release();
    gate = callGate(shaper, rules);
    const again = await deps.engine.runTurn(turn, gate, completion.stopped);
    const usage = outcome.usage && again.usage && addUsage(outcome.usage, again.usage);
    outcome = { ...again, usage };
    if (gate.calls.length === 0) completion.markUnmet('tool_choice');
    gate.release();
  }
  parkOrRelease(deps.lot, request, completion, outcome, gate, rules);
  shaper.end(outcome);
}

/**
 * Goes on in the parked turn, where there is one. Where its process dies before anything was heard
 * of it, the conversation is replayed in a new thread, of which the client notices nothing.
 */
async function resumeOrRun(
  { engine }: AnswerDeps,
  turn: TurnRequest,
  parked: Parked | null,
  gate: CallGate,
  completion: LiveCompletion,
): Promise<TurnOutcome> {
  if (parked !== null) {
    try {
      return await parked.turn.resume(parked.results, gate, completion.stopped);
    } catch (error) {
      if (completion.lastSequence > 0 || !isEngineGone(error)) throw error;
    }
  }
  return await engine.runTurn(turn, gate, completion.stopped);
}

function isEngineGone(error: unknown): boolean {
  return error instanceof CodexServeError && error.code === 'engine_unavailable';
}

/** Before the completion ends: its client may bring the results at once. */
function parkOrRelease(
  lot: ParkingLot,
  request: CompletionRequest,
  completion: LiveCompletion,
  { parked: turn }: TurnOutcome,
  { calls }: CallGate,
  { holdsFurtherCalls }: GateRules,
): void {
  if (turn === null) return;
  if (completion.status !== 'running') {
    turn.release();
    return;
  }
  const { model, effort, text } = completion;
  const given = holdsFurtherCalls ? calls.slice(0, 1) : calls;
  const messages = [...request.messages, assistantMessage(text, given)];
  lot.park({
    turn,
    fingerprint: fingerprint(model, effort, messages, request),
    held: calls.slice(given.length),
    results: new Map(),
  });
}

/** What the turn is told: the client's wishes, in words where the service has no other way. */
function turnRequest(
  request: CompletionRequest,
  { model, effort }: LiveCompletion,
  tools: readonly Tool[],
  toolInstruction: string | null,
): TurnRequest {
  const { messages, verbosity, serviceTier, client } = request;
  const { outputSchema, instruction } = planFormat(request);
  const instructions = [instruction, toolInstruction].filter((text) => typeof text === 'string');
  return {
    model,
    effort,
    messages: [...messages, ...instructions.map(developerMessage)],
    tools,
    isOneOff: instructions.length > 0,
    ...(client !== undefined && { client: client.id }),
    ...(outputSchema !== undefined && { outputSchema }),
    ...(verbosity !== undefined && { verbosity }),
    ...(serviceTier !== undefined && { serviceTier }),
  };
}

function assistantMessage(text: string, toolCalls: readonly ToolCall[]): AssistantMessage {
  return { role: 'assistant', content: [{ type: 'text', text }], toolCalls };
}

function developerMessage(text: string): InstructionMessage {
  return { role: 'developer', content: [{ type: 'text', text }] };
}
