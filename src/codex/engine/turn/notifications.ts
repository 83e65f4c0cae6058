import { InvalidRequestError } from '../../../errors/errors.ts';
import type { ContentItem } from '../protocol/ContentItem.ts';
import type { ResponseItem } from '../protocol/ResponseItem.ts';
import type { ThreadNotification } from '../rpc/methods.ts';
import type { TurnAnswer } from './turn-answer.ts';

/** Tells an answer what a notification about its thread means to it. */
export function tellAnswer(answer: TurnAnswer, notification: ThreadNotification): void {
  switch (notification.method) {
    case 'item/agentMessage/delta':
      return answer.delta(notification.params.itemId, notification.params.delta);
    case 'item/reasoning/summaryTextDelta':
      return answer.reasoningDelta(notification.params.delta, notification.params.summaryIndex);
    case 'rawResponseItem/completed':
      return isEcho(notification.params)
        ? itemEchoed(answer, notification.params.item)
        : itemCompleted(answer, notification.params.item);
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

/** Injected history comes back under a turn id that is none, `auto-compact-0` (measured on 0.169.0). */
function isEcho({ turnId }: { readonly turnId: string }): boolean {
  return !/^[\da-f]{8}-[\da-f-]{27}$/.test(turnId);
}

function itemEchoed(answer: TurnAnswer, item: ResponseItem): void {
  if (item.type === 'message' && hasLostPicture(item)) answer.fail(unreadablePicture());
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

/**
 * Codex puts a sentence in the place of a picture that it cannot read, and says so in the echo of
 * the injected message (measured on 0.169.0). The model must not answer that.
 */
function hasLostPicture(item: ResponseItem & { type: 'message' }): boolean {
  const metadata = item.internal_chat_message_metadata_passthrough ?? {};
  const kinds: unknown = 'content_item_kinds' in metadata ? metadata.content_item_kinds : [];
  return Array.isArray(kinds) && kinds.includes('images.preparation_error');
}

function unreadablePicture(): InvalidRequestError {
  return new InvalidRequestError(
    'invalid_value',
    'A picture could not be read. Send an intact PNG, JPEG, GIF or WebP.',
    { param: 'messages' },
  );
}
