import type { Completion } from './completion.ts';
import type { CompletionRequest, ContentPart, Message } from './request.ts';

/** The requests of completions that wait for the results of their tool calls. */
export interface KeptRequests {
  /** Keeps the request of a completion that has ended in tool calls, if it is to be kept. */
  ended(completion: Completion, request: CompletionRequest): void;
  /** Undefined where there is none, or none any more. */
  get(completionId: string): CompletionRequest | undefined;
}

/** Characters of all kept requests; pictures count with their base64. */
const defaultRoom = 32 * 1024 * 1024;

/**
 * Keeps none yet. A request goes with its completion, of which `isKnown` tells, and the oldest go
 * where all together exceed the room; the last one is kept whatever its size.
 */
export function createKeptRequests(
  isKnown: (completionId: string) => boolean,
  room = defaultRoom,
): KeptRequests {
  const kept = new Map<string, { readonly request: CompletionRequest; readonly size: number }>();
  let used = 0;

  const forget = (id: string): void => {
    used -= kept.get(id)?.size ?? 0;
    kept.delete(id);
  };
  const keep = (newest: string, request: CompletionRequest): void => {
    const size = sizeOf(request);
    kept.set(newest, { request, size });
    used += size;
    for (const id of kept.keys()) {
      if (id !== newest && (used > room || !isKnown(id))) forget(id);
    }
  };

  return {
    ended({ id, finishReason }, request) {
      if (request.isKept === true && finishReason === 'tool_calls') keep(id, request);
    },
    get(id) {
      if (!isKnown(id)) forget(id);
      return kept.get(id)?.request;
    },
  };
}

function sizeOf({ messages, tools = [] }: CompletionRequest): number {
  const conversation = messages.reduce((size, message) => size + messageSize(message), 0);
  return conversation + JSON.stringify(tools).length;
}

function messageSize(message: Message): number {
  const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : [];
  const content: readonly ContentPart[] = message.content;
  return (
    content.reduce((size, part) => size + partSize(part), 0) +
    calls.reduce((size, { input }) => size + input.length, 0)
  );
}

function partSize(part: ContentPart): number {
  return part.type === 'text' ? part.text.length : part.dataUrl.length;
}
