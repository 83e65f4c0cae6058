import { toCodexServeError } from '../../errors/errors.ts';
import { AttemptBudget } from '../completion/attempt-budget.ts';
import type { LiveCompletion } from '../completion/live-completion.ts';
import type {
  AssistantMessage,
  CompletionRequest,
  InstructionMessage,
} from '../completion/request.ts';
import type { Engine } from '../engine/engine.ts';
import { EngineDiedError } from '../engine/engine-died.ts';
import type { TurnOutcome, TurnRequest } from '../engine/turn.ts';
import { fingerprint } from '../parking/fingerprint.ts';
import type { Parked, ParkingLot } from '../parking/parking-lot.ts';
import { toolResults } from '../parking/tool-results.ts';
import type { Tool, ToolCall } from '../completion/tools.ts';
import { addUsage, nothingUsed } from '../completion/usage.ts';
import { createShaper } from '../shaping/shaper.ts';
import { planFormat } from '../shaping/plan-format.ts';
import { explainError, type ErrorFacts } from './explain-error.ts';
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
  facts: ErrorFacts,
): Promise<void> {
  let parked: Parked | null = null;
  try {
    parked = takeParked(deps.lot, request, completion);
    if (parked !== null && parked.held.length > 0) giveHeldCall(deps, request, completion, parked);
    else await runAnswer(deps, request, completion, parked);
  } catch (error) {
    // Where the failure came before it was resumed.
    parked?.turn.release();
    completion.fail(explainError(toCodexServeError(error), facts));
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

/**
 * Runs the turn of an answer, in the parked one where there is one. Where the app-server dies before
 * the client has got anything of the answer, the conversation is replayed on the next one, once.
 */
async function runAnswer(
  deps: AnswerDeps,
  request: CompletionRequest,
  completion: LiveCompletion,
  parked: Parked | null,
): Promise<void> {
  const attempts = request.attempts ?? new AttemptBudget();
  try {
    return await runOnce(deps, request, completion, { parked, attempts });
  } catch (error) {
    const isUnseen = completion.status === 'running' && completion.firstTokenAt === null;
    if (!(error instanceof EngineDiedError) || !isUnseen || !attempts.hasLeft) throw error;
  }
  return await runOnce(deps, request, completion, { parked: null, attempts });
}

/** What a run of an answer begins with. */
interface RunStart {
  readonly parked: Parked | null;
  readonly attempts: AttemptBudget;
}

async function runOnce(
  deps: AnswerDeps,
  request: CompletionRequest,
  completion: LiveCompletion,
  { parked, attempts }: RunStart,
): Promise<void> {
  const { engine, lot } = deps;
  const { stopped } = completion;
  const shaper = createShaper(request, completion);
  const { tools, instruction } = planTools(request);
  const turn = turnRequest(request, completion, tools, instruction);
  const mustCall = instruction !== null;
  const rules = {
    holdsText: mustCall,
    holdsFurtherCalls: request.allowsParallelToolCalls === false,
  };

  let gate = callGate(shaper, rules);
  let outcome =
    parked === null
      ? await engine.runTurn(turn, gate, stopped, attempts)
      : await parked.turn.resume(parked.results, gate, stopped, attempts);
  if (mustCall && isWithoutCall(outcome, gate) && attempts.hasLeft) {
    gate = callGate(shaper, rules);
    const again = await engine.runTurn(turn, gate, stopped, attempts);
    const usage = outcome.usage && again.usage && addUsage(outcome.usage, again.usage);
    outcome = { ...again, usage };
  }
  if (mustCall && gate.calls.length === 0) {
    completion.markUnmet('tool_choice');
    gate.release();
  }
  parkOrRelease(lot, request, completion, outcome, gate, rules);
  shaper.end(outcome);
}

/** An answer that ended early, or in a refusal, would not be another one the second time. */
function isWithoutCall({ finishReason }: TurnOutcome, { calls }: CallGate): boolean {
  return finishReason === 'stop' && calls.length === 0;
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
  const { messages, verbosity, serviceTier, caller } = request;
  const { outputSchema, instruction } = planFormat(request);
  const instructions = [instruction, toolInstruction].filter((text) => typeof text === 'string');
  return {
    caller: caller.id,
    model,
    effort,
    messages: [...messages, ...instructions.map(developerMessage)],
    tools,
    isOneOff: instructions.length > 0,
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
