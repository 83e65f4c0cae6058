import type { CompletionEvent } from '../../src/codex/completion/events.ts';
import type { EventFragment } from '../generated/graphql.ts';

/** What must be the same in one event for everyone who sees it. */
export interface Seen {
  readonly sequence: number;
  /** What kind it is, with what tells two of a kind apart that never become one. */
  readonly kind: string;
  /** Of a delta; empty for anything else. */
  readonly text: string;
}

/** What a subscriber saw. */
export function seenBySubscriber(event: EventFragment): Seen {
  const { sequence } = event;
  switch (event.__typename) {
    case 'ChatCompletionStarted':
      return { sequence, kind: 'started', text: '' };
    case 'ChatCompletionDelta':
      return { sequence, kind: 'delta', text: event.text };
    case 'ChatCompletionReasoningDelta':
      return { sequence, kind: `reasoning ${event.summaryIndex}`, text: event.text };
    case 'ChatCompletionRefusalDelta':
      return { sequence, kind: 'refusal', text: event.text };
    case 'ChatCompletionToolCallStarted':
      return { sequence, kind: `call added ${event.callId}`, text: '' };
    case 'ChatCompletionToolCallDelta':
      return { sequence, kind: `call delta ${event.index}`, text: event.text };
    case 'ChatCompletionToolCall':
      return { sequence, kind: `call ${event.toolCall.callId}`, text: '' };
    case 'ChatCompletionDone':
      return { sequence, kind: `done ${event.finishReason.toLowerCase()}`, text: '' };
    case 'ChatCompletionFailed':
      return { sequence, kind: `failed ${event.error.code.toLowerCase()}`, text: '' };
    case 'ChatCompletionUnavailable':
    default:
      return { sequence, kind: `unavailable ${event.error.code.toLowerCase()}`, text: '' };
  }
}

/** What happened. */
export function seenByCore(event: CompletionEvent): Seen {
  const { sequence } = event;
  switch (event.type) {
    case 'started':
      return { sequence, kind: 'started', text: '' };
    case 'delta':
      return { sequence, kind: 'delta', text: event.text };
    case 'reasoning-delta':
      return { sequence, kind: `reasoning ${event.summaryIndex}`, text: event.text };
    case 'refusal-delta':
      return { sequence, kind: 'refusal', text: event.text };
    case 'call-added':
      return { sequence, kind: `call added ${event.call.id}`, text: '' };
    case 'call-delta':
      return { sequence, kind: `call delta ${event.index}`, text: event.text };
    case 'tool-call':
      return { sequence, kind: `call ${event.call.id}`, text: '' };
    case 'done':
      return { sequence, kind: `done ${event.finishReason}`, text: '' };
    case 'failed':
    default:
      return { sequence, kind: `failed ${event.error.code}`, text: '' };
  }
}

/** Whether nothing comes after it. */
export function isLast({ kind }: Seen): boolean {
  return /^(?:done|failed|unavailable) /.test(kind);
}
