import type { ContentItem } from '../protocol/ContentItem.ts';
import type { ResponseItem } from '../protocol/ResponseItem.ts';
import type { ThreadNotification } from '../rpc/methods.ts';
import { isEcho } from './picture-check.ts';
import type { TurnAnswer } from './turn-answer.ts';

/** Tells an answer what a notification about its thread means to it. */
export function tellAnswer(answer: TurnAnswer, notification: ThreadNotification): void {
  switch (notification.method) {
    case 'item/agentMessage/delta':
      return answer.delta(notification.params.itemId, notification.params.delta);
    case 'item/reasoning/summaryTextDelta':
      return answer.reasoningDelta(notification.params.delta, notification.params.summaryIndex);
    case 'rawResponseItem/completed':
      if (isEcho(notification.params)) return undefined;
      return itemCompleted(answer, notification.params.item);
    case 'rawResponse/completed':
      return answer.responseCompleted(notification.params.usage);
    case 'error':
      return notification.params.willRetry ? answer.retry(notification.params.error) : undefined;
    case 'item/started':
      return answer.started();
    case 'turn/completed':
      return answer.completed(notification.params.turn);
    default:
      // Notifications that are new in Codex, or of no use here.
      return undefined;
  }
}

function itemCompleted(answer: TurnAnswer, item: ResponseItem): void {
  if (item.type === 'function_call') {
    answer.toolCallWritten({ callId: item.call_id, name: item.name, arguments: item.arguments });
  } else if (item.type === 'function_call_output') {
    if (item.call_id !== undefined) answer.toolCallAnswered(item.call_id);
  } else if (item.type === 'message' && item.role === 'assistant' && item.id !== undefined) {
    answer.messageCompleted(item.id, textOf(item.content));
  }
}

/** Null for content that is not all text. */
function textOf(content: readonly ContentItem[]): string | null {
  const texts = content.map((part) => (part.type === 'output_text' ? part.text : null));
  return texts.includes(null) ? null : texts.join('');
}
