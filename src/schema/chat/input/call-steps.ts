import type { CallFaults, CallStep } from '../../../codex/checks/calls-answered.ts';
import { invalid } from '../../kit/invalid-input.ts';
import type { MessageInput } from './chat-completion-input.ts';

/** The calls and results of a conversation, and where each step stands in it. */
export interface CallSteps {
  readonly steps: readonly CallStep[];
  /** The index of the message of each step. */
  readonly places: readonly number[];
}

/**
 * The steps of a conversation. Reasoning and other items count for nothing, and calls that only these
 * separate are one step: the model reasons between the calls of one answer.
 */
export function callSteps(inputs: readonly MessageInput[]): CallSteps {
  const steps: CallStep[] = [];
  const places: number[] = [];
  let isAfterItem = false;
  for (const [index, { role, toolCalls, toolCallId }] of inputs.entries()) {
    const isItem = role === 'reasoning' || role === 'item';
    if (!isItem) {
      const callIds = (toolCalls ?? []).map(({ callId }) => callId);
      const last = steps.at(-1);
      if (isAfterItem && last && last.callIds.length > 0 && callIds.length > 0) {
        steps[steps.length - 1] = { ...last, callIds: [...last.callIds, ...callIds] };
      } else {
        steps.push({ callIds, resultOf: toolCallId ?? null });
        places.push(index);
      }
    }
    isAfterItem = isItem;
  }
  return { steps, places };
}

/** What can be wrong with the steps, each with the field of the message at fault. */
export function faultsAt(places: readonly number[]): CallFaults {
  const pathOf = (step: number, member: string): string => `messages[${places[step]}].${member}`;
  return {
    duplicateCall(step, id) {
      const param = pathOf(step, 'toolCalls');
      return invalid(param, `${param}: two calls have the id '${id}'.`);
    },
    duplicateResult(step, id) {
      const param = pathOf(step, 'toolCallId');
      return invalid(param, `${param}: the call '${id}' already has a result.`);
    },
    orphanResult(step, id) {
      const param = pathOf(step, 'toolCallId');
      return invalid(param, `${param}: the ASSISTANT message ahead of it holds no call '${id}'.`);
    },
    unanswered(step, ids) {
      const param = pathOf(step, 'toolCalls');
      const missing = ids.map((id) => `'${id}'`).join(', ');
      return invalid(
        param,
        `${param}: each call needs its result in a TOOL message right after it; missing: ${missing}.`,
      );
    },
  };
}
