import type { RawItem, RawMessage, ThreadItem } from '../rpc/thread-items.ts';
import type { ThreadNotification } from '../rpc/thread-notifications.ts';
import { isEcho } from './picture-check.ts';
import type { TurnAnswer } from './turn-answer.ts';

/** Tells an answer what a notification about its thread means to it. */
export function tellAnswer(answer: TurnAnswer, { method, params }: ThreadNotification): void {
  switch (method) {
    case 'item/started':
      return itemStarted(answer, params.item);
    case 'item/reasoning/summaryTextDelta':
      return answer.reasoningDelta(params.itemId, params.delta, params.summaryIndex);
    case 'item/completed':
      return itemShown(answer, params.item);
    case 'rawResponseItem/completed':
      return isEcho(params) ? undefined : itemCompleted(answer, params.item);
    case 'rawResponse/completed':
      return answer.responseCompleted(params.usage ?? null);
    case 'error':
      return params.willRetry ? answer.retry(params.error) : answer.failing(params.error);
    case 'thread/status/changed':
      return params.status.type === 'active' ? answer.active() : answer.idle();
    case 'thread/closed':
      return answer.idle();
    case 'turn/completed':
      for (const item of params.turn.items ?? []) {
        if (item.type === 'agentMessage') answer.messageListed(item.id, item.text);
      }
      return answer.completed(params.turn);
    case 'turn/started':
    case 'thread/tokenUsage/updated':
    // Goes to the answer directly.
    case 'item/agentMessage/delta':
    default:
      return undefined;
  }
}

function itemStarted(answer: TurnAnswer, item: ThreadItem): void {
  answer.started();
  if (item.type === 'agentMessage') answer.messageStarted(item.id);
  else if (item.type === 'reasoning') answer.reasoningStarted();
}

function itemShown(answer: TurnAnswer, item: ThreadItem): void {
  if (item.type === 'agentMessage') answer.messageShown(item.id, item.text);
  else if (item.type === 'reasoning') answer.reasoningShown(item.id, item.summary);
}

function itemCompleted(answer: TurnAnswer, item: RawItem): void {
  switch (item.type) {
    case 'function_call':
      return answer.toolCallWritten({
        callId: item.call_id,
        name: item.name,
        arguments: item.arguments,
      });
    case 'custom_tool_call':
      return answer.toolCallWritten({
        callId: item.call_id,
        name: item.name,
        arguments: item.input,
      });
    case 'function_call_output':
    case 'custom_tool_call_output':
      return item.call_id ? answer.toolCallAnswered(item.call_id) : undefined;
    case 'message':
      return messageCompleted(answer, item);
    case 'other':
    default:
      return undefined;
  }
}

function messageCompleted(answer: TurnAnswer, message: RawMessage): void {
  if (message.role !== 'assistant') {
    return answer.intruded(message.content.map(({ text }) => text ?? '').join('\n'));
  }
  const refusal = message.content.find(({ type }) => type === 'refusal');
  if (refusal !== undefined) answer.refused(refusal.refusal ?? refusal.text ?? '');
  if (message.id) answer.messageCompleted(message.id, textOf(message));
  return undefined;
}

/** Null for content that is not all text. */
function textOf({ content }: RawMessage): string | null {
  const texts = content.map(({ type, text }) => (type === 'output_text' ? (text ?? '') : null));
  return texts.includes(null) ? null : texts.join('');
}
