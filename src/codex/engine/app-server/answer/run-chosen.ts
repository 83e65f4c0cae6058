import type { AttemptBudget } from '../../../completion/attempt-budget.ts';
import type { ToolCall } from '../../../completion/tools.ts';
import { addUsage } from '../../../completion/usage.ts';
import type { AnswerListener, AnswerRequest, TurnListener } from '../../turn.ts';
import type { ParkedTurn, TurnOutcome, TurnRequest, TurnResume } from '../threads/turn.ts';
import { createToolCallBuffer, type ToolCallBuffer } from './tool-call-buffer.ts';
import { planTools } from './tool-choice.ts';
import { turnRequest } from './turn-request.ts';

/** Runs a turn in a kept thread or in a new one. */
export type RunTurn = (
  request: TurnRequest,
  listener: TurnListener,
  signal: AbortSignal,
  attempts: AttemptBudget,
) => Promise<TurnOutcome>;

/** How an answer ended, with all its calls, including those that the client has not received. */
export interface ChosenOutcome extends TurnOutcome {
  readonly calls: readonly ToolCall[];
}

/** A parked turn, and what a request brings for it. */
export interface ContinuedTurn {
  readonly turn: ParkedTurn;
  readonly resume: TurnResume;
}

/**
 * Runs the turn of an answer. If the model must call a tool and does not, runs a second turn.
 *
 * Codex supports neither a tool choice nor a limit of one call per answer. If the request sets that
 * limit, the client gets the first call only, and the function's caller handles the others.
 *
 * @param continued The parked turn that the request continues; null for a new turn.
 */
export async function runChosen(
  runTurn: RunTurn,
  request: AnswerRequest,
  listener: AnswerListener,
  signal: AbortSignal,
  continued: ContinuedTurn | null,
): Promise<ChosenOutcome> {
  const { asked, attempts } = request;
  if (asked.tools === undefined && asked.webSearch === undefined && continued === null) {
    const turn = turnRequest(request, { tools: [], instruction: null });
    return { ...(await runTurn(turn, listener, signal, attempts)), calls: [] };
  }
  const plan = planTools(asked);
  const turn = turnRequest(request, plan);
  const mustCall = plan.instruction !== null;
  const holdsFurtherCalls = asked.allowsParallelToolCalls === false;
  const rules = { holdsText: mustCall, holdsFurtherCalls };

  let buffer = createToolCallBuffer(listener, rules);
  let outcome =
    continued === null
      ? await runTurn(turn, buffer, signal, attempts)
      : await continued.turn.resume(continued.resume, buffer, signal, attempts);
  if (mustCall && isWithoutCall(outcome, buffer) && attempts.hasLeft) {
    buffer = createToolCallBuffer(listener, rules);
    const again = await runTurn(turn, buffer, signal, attempts);
    const usage = outcome.usage && again.usage && addUsage(outcome.usage, again.usage);
    outcome = { ...again, usage };
  }
  if (mustCall && buffer.calls.length === 0 && !buffer.hasHostedCall) {
    listener.markUnmet('tool_choice');
    buffer.release();
  }
  return { ...outcome, calls: buffer.calls };
}

/** False for an answer that ended early or in a refusal: a second turn would end the same way. */
function isWithoutCall(
  { finishReason }: TurnOutcome,
  { calls, hasHostedCall }: ToolCallBuffer,
): boolean {
  return finishReason === 'stop' && calls.length === 0 && !hasHostedCall;
}
