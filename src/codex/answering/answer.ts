import { CodexServeError, toCodexServeError } from '../../errors/errors.ts';
import type { Usage } from '../completion/events.ts';
import type { LiveCompletion } from '../completion/live-completion.ts';
import type { CompletionRequest, InstructionMessage } from '../completion/request.ts';
import type { Engine } from '../engine/engine.ts';
import type { TurnOutcome, TurnRequest } from '../engine/turn/turn.ts';
import { fingerprint } from '../parking/fingerprint.ts';
import type { Parked, ParkingLot } from '../parking/parking-lot.ts';
import { toolResults } from '../parking/tool-results.ts';
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
  try {
    const parked = takeParked(deps.lot, request, completion);
    if (parked !== null && parked.held.length > 0) giveHeldCall(deps, request, completion, parked);
    else await runAnswer(deps, request, completion, parked);
  } catch (error) {
    completion.fail(toCodexServeError(error));
  }
}

/** The turn that waits for what this request brings, with all results so far. */
function takeParked(
  lot: ParkingLot,
  request: CompletionRequest,
  { model, effort }: LiveCompletion,
): Parked | null {
  if (lot.size === 0) return null;
  const found = toolResults(request.messages);
  if (found === null) return null;
  const parked = lot.take(found, fingerprint(model, effort, found.before, request));
  return parked && { ...parked, results: new Map([...parked.results, ...found.results]) };
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
  const mark = fingerprint(model, effort, request.messages, request);
  lot.park({ ...parked, fingerprint: mark, text: '', calls: [next], held });
  completion.finish('tool_calls', nothingUsed);
}

async function runAnswer(
  deps: AnswerDeps,
  request: CompletionRequest,
  completion: LiveCompletion,
  parked: Parked | null,
): Promise<void> {
  const plan = planTools(request);
  const turn = turnRequest(request, completion, plan.tools);
  const mustCall = plan.instruction !== null && plan.tools.length > 0;
  const rules = {
    holdsText: mustCall,
    holdsFurtherCalls: request.allowsParallelToolCalls === false,
  };
  const told = mustCall ? withInstruction(turn, plan.instruction) : turn;

  let gate = callGate(completion, rules);
  let outcome = await resumeOrRun(deps, told, parked, gate, completion);
  if (mustCall && gate.calls.length === 0) {
    outcome.parked?.release();
    gate = callGate(completion, rules);
    const again = await deps.engine.runTurn(told, gate, completion.stopped);
    outcome = { ...again, usage: sum(outcome.usage, again.usage) };
    if (gate.calls.length === 0) completion.fallShort('tool_choice');
    gate.release();
  }
  parkOrRelease(deps.lot, request, completion, outcome, gate, rules);
  completion.finish(outcome.finishReason, outcome.usage);
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
  lot.park({
    turn,
    fingerprint: fingerprint(model, effort, request.messages, request),
    text,
    calls: given,
    held: calls.slice(given.length),
    results: new Map(),
  });
}

function turnRequest(
  { messages, verbosity, serviceTier }: CompletionRequest,
  { model, effort }: LiveCompletion,
  tools: TurnRequest['tools'],
): TurnRequest {
  return {
    model,
    effort,
    messages,
    ...(tools !== undefined && { tools }),
    ...(verbosity !== undefined && { verbosity }),
    ...(serviceTier !== undefined && { serviceTier }),
  };
}

function withInstruction(turn: TurnRequest, text: string | null): TurnRequest {
  if (text === null) return turn;
  const message: InstructionMessage = { role: 'developer', content: [{ type: 'text', text }] };
  return { ...turn, messages: [...turn.messages, message] };
}

const nothingUsed: Usage = {
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteInputTokens: 0,
  outputTokens: 0,
  reasoningOutputTokens: 0,
  totalTokens: 0,
};

/** What two answers used together; what is not known of one counts as nothing. */
function sum(one: Usage | null, other: Usage | null): Usage | null {
  if (one === null || other === null) return one ?? other;
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    cachedInputTokens: one.cachedInputTokens + other.cachedInputTokens,
    cacheWriteInputTokens: one.cacheWriteInputTokens + other.cacheWriteInputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    reasoningOutputTokens: one.reasoningOutputTokens + other.reasoningOutputTokens,
    totalTokens: one.totalTokens + other.totalTokens,
  };
}
