import type { Response } from 'express';
import type { AttemptBudget } from '../../../codex/completion/attempt-budget.ts';
import { runWhole } from '../../../codex/completion/run-whole.ts';
import { outcomeOf } from '../../../conversations/items/turn-outcome.ts';
import type { RawItem } from '../../../conversations/raw-item.ts';
import type { RunningTurn } from '../../../conversations/running/running-turn.ts';
import { setIgnoredHeader, setUnmetHeader } from '../../../http/answer/field-headers.ts';
import { unmetError } from '../errors/unmet-error.ts';
import {
  toResponseObject,
  unfinished,
  type ResponseObject,
  type ResponseState,
} from './events/response-object.ts';
import { shownItems } from './events/shown-items.ts';
import { faultOfResponses, inWordsOfResponses } from './events/field-names.ts';
import { runningTurn } from './events/written-turn.ts';
import type { ResponseRequest } from './request/response-request.ts';
import type { ResponsesOptions } from './responses-options.ts';
import type { StartedTurn } from './start-turn.ts';

/** Starts the turn whose requests to the service count in this budget. */
export type StartTurn<T extends StartedTurn = StartedTurn> = (
  attempts?: AttemptBudget,
) => Promise<T>;

/**
 * Answers with the whole response: of a turn in the background as it begins, of any other one once it
 * has ended. Rejects with the error of a turn that failed.
 */
export async function sendWholeResponse(
  res: Response,
  request: ResponseRequest,
  start: StartTurn,
  options: Pick<ResponsesOptions, 'conversations' | 'isStrict'>,
): Promise<void> {
  if (request.isBackground) {
    const { turn, ignored } = await start();
    setIgnoredHeader(res, ignored);
    const status = turn.completion.status === 'queued' ? 'queued' : 'in_progress';
    res.json(responseOf(turn, request, { status }));
    return;
  }
  const { turn, ignored } = await runToItsEnd(request, start, options);
  const { output } = await turn.ended;
  const { completion } = turn;
  const [option] = completion.unmet;
  if (options.isStrict && option !== undefined) {
    throw unmetError(option, inWordsOfResponses(option));
  }
  setIgnoredHeader(res, ignored);
  setUnmetHeader(res, completion.unmet.map(inWordsOfResponses));
  const outcome = outcomeOf(completion.finishReason ?? 'stop', completion.items);
  res.json(responseOf(turn, request, { ...outcome, output, usage: completion.usage }));
}

/**
 * Runs a turn until it has ended, again where that may help. Rejects with the error of a turn that
 * failed. An answer that failed before its client saw any of it, and is asked for again, is not kept.
 */
export async function runToItsEnd<T extends StartedTurn>(
  { completion: { caller } }: ResponseRequest,
  start: StartTurn<T>,
  { conversations }: Pick<ResponsesOptions, 'conversations'>,
): Promise<T> {
  let started: T | undefined;
  try {
    await runWhole(async (attempts) => {
      if (started !== undefined) {
        await started.turn.ended;
        await conversations.deleteTurn(caller, started.turn.completion.id);
      }
      started = await start(attempts);
      return started.turn.completion;
    });
  } catch (error) {
    await started?.turn.ended;
    throw faultOfResponses(error);
  }
  if (started === undefined) throw new Error('No turn was started.');
  // A whole completion may make no whole turn: its text may be no summary.
  const { error } = await started.turn.ended;
  if (error !== null) throw faultOfResponses(error);
  return started;
}

function responseOf(
  turn: RunningTurn,
  { settings }: ResponseRequest,
  state: Pick<ResponseState, 'status'> & Partial<ResponseState>,
): ResponseObject {
  const head = runningTurn(turn, settings);
  const view = { tools: settings.tools, showsEncryptedReasoning: true };
  const output: readonly RawItem[] = shownItems(state.output ?? [], view);
  return toResponseObject(head, { ...unfinished(head), ...state, output });
}
