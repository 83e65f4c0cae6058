import { randomBytes } from 'node:crypto';
import type { JsonObject } from './wire/json.ts';
import type { OutputItem, PlannedCall, PlannedItem } from './plan.ts';

/** A new identifier such as `resp_1f…`, unique and of no meaning. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(24).toString('hex')}`;
}

/** Gives a planned item its ids; `status` is that of the finished item. */
export function outputItem(
  plan: PlannedItem,
  status: 'completed' | 'incomplete' = 'completed',
): OutputItem {
  const id = newId(ID_PREFIX[plan.kind]);
  return { plan, id, done: { id, ...finished(plan, status) } };
}

/** The item as `response.output_item.added` announces it, without its content. */
export function announced({ plan, done }: OutputItem): JsonObject {
  if (plan.kind === 'reasoning') return { ...done, summary: [] };
  const empty = { message: { content: [] }, function_call: { arguments: '' } };
  return {
    ...done,
    status: 'in_progress',
    ...(plan.kind === 'custom_tool_call' ? { input: '' } : empty[plan.kind]),
  };
}

const ID_PREFIX = {
  reasoning: 'rs',
  message: 'msg',
  function_call: 'fc',
  custom_tool_call: 'ctc',
} as const;

function finished(plan: PlannedItem, status: string): JsonObject {
  if (plan.kind === 'reasoning') {
    const summary = plan.summary.map((text) => ({ type: 'summary_text', text }));
    const encrypted = plan.encrypted !== undefined && { encrypted_content: plan.encrypted };
    return { type: 'reasoning', summary, ...encrypted };
  }
  if (plan.kind === 'message') {
    const { text, refusal } = plan;
    const isSaid = text !== '' || refusal === undefined;
    const content = [
      ...(isSaid ? [{ type: 'output_text', annotations: [], logprobs: [], text }] : []),
      ...(refusal === undefined ? [] : [{ type: 'refusal', refusal }]),
    ];
    return { type: 'message', status, role: 'assistant', content };
  }
  return finishedCall(plan, status);
}

function finishedCall(plan: PlannedCall, status: string): JsonObject {
  return {
    type: plan.kind,
    status,
    call_id: plan.callId ?? newId('call'),
    name: plan.name,
    ...(plan.namespace !== undefined && { namespace: plan.namespace }),
    [plan.kind === 'function_call' ? 'arguments' : 'input']: plan.input,
  };
}
