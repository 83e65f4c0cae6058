import { randomBytes } from 'node:crypto';
import type { JsonObject } from './wire/json.ts';
import { logprobsOf } from './logprobs.ts';
import { isClientCall } from './plan.ts';
import type { OutputItem, PlannedCall, PlannedItem, PlannedMessage } from './plan.ts';

/** A new identifier such as `resp_1f…`, unique and of no meaning. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(24).toString('hex')}`;
}

/** Gives a planned item its ids; `status` is that of the finished item. */
export function outputItem(
  plan: PlannedItem,
  status: 'completed' | 'incomplete' = 'completed',
): OutputItem {
  const id = plan.id ?? newId(ID_PREFIX[plan.kind]);
  return { plan, id, done: { id, ...finished(plan, status) } };
}

/** The item as `response.output_item.added` announces it, without its content. */
export function announced({ plan, done }: OutputItem): JsonObject {
  if (plan.kind === 'reasoning') return { ...done, summary: [] };
  return { ...done, status: 'in_progress', ...emptied(plan) };
}

function emptied(plan: PlannedItem): JsonObject {
  if (plan.kind === 'message') return { content: [] };
  if (plan.kind === 'function_call') return { arguments: '' };
  if (plan.kind === 'custom_tool_call') return { input: '' };
  return plan.kind === 'image_generation_call' ? { result: null } : {};
}

const ID_PREFIX = {
  reasoning: 'rs',
  message: 'msg',
  function_call: 'fc',
  custom_tool_call: 'ctc',
  web_search_call: 'ws',
  image_generation_call: 'ig',
  tool_search_call: 'tsc',
} as const;

function finished(plan: PlannedItem, status: string): JsonObject {
  if (plan.kind === 'reasoning') {
    const summary = plan.summary.map((text) => ({ type: 'summary_text', text }));
    const encrypted = plan.encrypted !== undefined && { encrypted_content: plan.encrypted };
    return { type: 'reasoning', summary, ...encrypted };
  }
  if (plan.kind === 'message') {
    const { phase } = plan;
    const named = phase !== undefined && { phase };
    return { type: 'message', status, role: 'assistant', ...named, content: partsOf(plan) };
  }
  if (isClientCall(plan)) return finishedCall(plan, status);
  return { type: plan.kind, status: 'completed', ...plan.members };
}

/** The parts of a finished message. */
export function partsOf(plan: PlannedMessage): JsonObject[] {
  const { text, furtherTexts = [], annotations = [], refusal, topLogprobs } = plan;
  const isSaid = text !== '' || refusal === undefined;
  return [
    ...(isSaid
      ? [{ type: 'output_text', annotations, logprobs: logprobsOf(text, topLogprobs), text }]
      : []),
    ...furtherTexts.map((more) => ({
      ...textPart(more),
      logprobs: logprobsOf(more, topLogprobs),
    })),
    ...(refusal === undefined ? [] : [{ type: 'refusal', refusal }]),
  ];
}

/** A part of a message with this text, and without annotations. */
export function textPart(text: string): JsonObject {
  return { type: 'output_text', annotations: [], logprobs: [], text };
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
