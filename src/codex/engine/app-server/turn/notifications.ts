import type { OutputPart } from '../../../completion/item.ts';
import { hostedCall, type RawItem, type RawMessage, type ThreadItem } from '../rpc/thread-items.ts';
import type { ThreadNotification } from '../rpc/thread-notifications.ts';
import { isEcho } from './picture-check.ts';
import { refusalWords } from '../../service/output/refusal-words.ts';
import type { TurnAnswer } from './turn-answer.ts';
import { webSearchAction } from './web-search-action.ts';

/** Dispatches a notification about a thread to its answer. */
export function dispatch(answer: TurnAnswer, { method, params }: ThreadNotification): void {
  switch (method) {
    case 'item/started':
      return itemStarted(answer, params.item);
    case 'item/reasoning/summaryTextDelta':
      return answer
        .output()
        ?.nonMessages.reasoningDelta(params.itemId, params.delta, params.summaryIndex);
    case 'item/completed':
      return itemShown(answer, params.item);
    case 'rawResponseItem/completed':
      return isEcho(params) ? undefined : itemCompleted(answer, params.item);
    case 'rawResponse/completed':
      return answer.ending.responseCompleted(params.usage ?? null);
    case 'error':
      return params.willRetry ? answer.retry(params.error) : answer.ending.failing(params.error);
    case 'thread/status/changed':
      return params.status.type === 'active' ? answer.ending.active() : answer.ending.idle();
    case 'thread/closed':
      return answer.ending.idle();
    case 'turn/completed':
      for (const item of params.turn.items ?? []) {
        if (item.type === 'agentMessage') answer.messageListed(item.id, item.text);
      }
      return answer.ending.completed(params.turn);
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
  switch (item.type) {
    case 'agentMessage':
      return answer.output()?.begin(item.id, item.phase ?? null);
    case 'reasoning':
      return answer.output()?.nonMessages.reasoningStarted(item.id);
    case 'webSearch': {
      const { id } = item;
      const action = webSearchAction(item.action ?? null);
      const known = action !== null && { action };
      const raw = { type: 'web_search_call', id, status: 'in_progress', ...known };
      return answer.output()?.nonMessages.hostedStarted(id, raw);
    }
    case 'other':
    default:
      return undefined;
  }
}

function itemShown(answer: TurnAnswer, item: ThreadItem): void {
  if (item.type === 'agentMessage') answer.output()?.shown(item.id, item.text);
  else if (item.type === 'reasoning')
    answer.output()?.nonMessages.reasoningShown(item.id, item.summary);
}

function itemCompleted(answer: TurnAnswer, item: RawItem): void {
  switch (item.type) {
    case 'function_call':
      return answer.toolCallWritten({
        callId: item.call_id,
        ...(item.id && { itemId: item.id }),
        name: item.name,
        arguments: item.arguments,
      });
    case 'custom_tool_call':
      return answer.toolCallWritten({
        callId: item.call_id,
        ...(item.id && { itemId: item.id }),
        name: item.name,
        arguments: item.input,
      });
    case 'function_call_output':
    case 'custom_tool_call_output':
      return item.call_id ? answer.toolCallAnswered(item.call_id) : undefined;
    case 'message':
      return messageCompleted(answer, item);
    case 'reasoning':
      return answer
        .output()
        ?.nonMessages.reasoningCompleted(item.id ?? '', item.encrypted_content ?? null);
    case 'other':
    default:
      return hostedCompleted(answer, item);
  }
}

function hostedCompleted(answer: TurnAnswer, item: RawItem): void {
  const raw = hostedCall(item);
  if (raw === null) return;
  const { id } = raw;
  const output = answer.output();
  output?.record.hosted(raw);
  output?.nonMessages.hostedCompleted(typeof id === 'string' ? id : '', raw);
}

function messageCompleted(answer: TurnAnswer, message: RawMessage): void {
  if (message.role !== 'assistant') {
    return answer.intruded(message.content.map(({ text }) => text ?? '').join('\n'));
  }
  const parts = message.content.flatMap(outputPart);
  const refusal = parts.find((part) => part.type === 'refusal');
  if (refusal?.type === 'refusal') answer.ending.refused(refusal.refusal);
  const { id } = message;
  const status = message.status === 'incomplete' ? 'incomplete' : 'completed';
  const end = { type: 'message', parts, status } as const;
  if (id) answer.output()?.completed({ id, text: textOf(message), end });
  return undefined;
}

/** Null for content that is not all text. */
function textOf({ content }: RawMessage): string | null {
  const texts = content.map(({ type, text }) => (type === 'output_text' ? (text ?? '') : null));
  return texts.includes(null) ? null : texts.join('');
}

function outputPart({
  type,
  text,
  refusal,
  annotations,
}: RawMessage['content'][number]): OutputPart[] {
  if (type === 'refusal') return [{ type, refusal: refusalWords(refusal ?? text ?? '') }];
  if (type !== 'output_text') return [];
  return [{ type: 'text', text: text ?? '', annotations: annotations ?? [] }];
}
