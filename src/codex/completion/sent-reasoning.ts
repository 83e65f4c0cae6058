import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Completion } from './completion.ts';
import type { AssistantMessage, CompletionRequest, Message } from './request.ts';

/**
 * Remembers the reasoning summaries that were sent to clients. Some clients send a summary back as
 * assistant text: before the answer, alone before its calls, in a message of its own, or between tags
 * (Zed's default). That text is not part of the model's answer.
 */
export interface SentReasoning {
  /** Remembers the summary of a completion that has ended. */
  ended(completion: Completion): void;
  /** Removes the summaries that the client had been sent from its request. */
  strip(request: CompletionRequest): CompletionRequest;
}

/** Summaries that are remembered, at most; each takes some 300 bytes. */
const defaultCapacity = 10_000;

/** Maximum number of summaries with one beginning; a whole agent run may share it. */
const longestList = 256;

/** Length of the beginning that serves as the lookup key. Shorter summaries are not remembered. */
const headLength = 12;

/** Length of the beginning that is compared before the whole summary is. */
const startLength = 64;

/** Clients choose the name: `think`, `thinking`, `thought`, `reasoning`. Only a known summary counts. */
const openingTag = /^\s*<([A-Za-z][\w-]{0,31})>/;

interface Summary {
  readonly start: string;
  /** In characters other than white space, which clients may change. */
  readonly length: number;
  readonly digest: string;
}

/**
 * Starts empty.
 *
 * @param capacity Maximum number of summaries; the oldest are evicted first.
 */
export function createSentReasoning(capacity = defaultCapacity): SentReasoning {
  const byHead = new LRUCache<string, readonly Summary[]>({
    maxSize: capacity,
    sizeCalculation: (list) => list.length,
  });

  const known = (caller: string, text: string): readonly Summary[] => {
    const { squeezed } = squeeze(text, headLength);
    if (byHead.size === 0 || squeezed.length < headLength) return [];
    return byHead.get(headOf(caller, squeezed)) ?? [];
  };
  /** The position after a leading summary; 0 if the text does not begin with one. */
  const endOfSummary = (caller: string, text: string): number => {
    const list = known(caller, text);
    const { squeezed } = squeeze(text, list[0]?.length ?? 0);
    const found = list.find(
      ({ start, length, digest }) =>
        squeezed.startsWith(start) && digestOf(squeezed.slice(0, length)) === digest,
    );
    return found === undefined ? 0 : squeeze(text, found.length).end;
  };
  const stripMessage = (caller: string, message: Message): Message => {
    if (message.role !== 'assistant') return message;
    const text = message.content.map((part) => part.text).join('');
    const tag = openingTag.exec(text);
    const start = tag?.[0].length ?? 0;
    const end = endOfSummary(caller, text.slice(start));
    if (end === 0) return message;
    const rest = text.slice(start + end).trimStart();
    return withText(message, withoutTag(rest, tag?.[1]).trimStart());
  };

  return {
    ended({ caller, reasoning, text }) {
      const { squeezed } = squeeze(reasoning, reasoning.length);
      // If the answer itself begins with the summary, a copy from the client looks the same.
      const isAmbiguous = squeeze(text, squeezed.length).squeezed === squeezed;
      if (squeezed.length < headLength || isAmbiguous) return;
      const head = headOf(caller.id, squeezed);
      const start = squeezed.slice(0, startLength);
      const summary = { start, length: squeezed.length, digest: digestOf(squeezed) };
      const others = (byHead.get(head) ?? []).filter(({ digest }) => digest !== summary.digest);
      const list = [summary, ...others].slice(0, longestList);
      byHead.set(
        head,
        list.toSorted((one, other) => other.length - one.length),
      );
    },
    strip(request) {
      if (byHead.size === 0) return request;
      const { id } = request.caller;
      const messages = request.messages.flatMap((message, index) => {
        const stripped = stripMessage(id, message);
        const isRest = stripped === message || !isEmpty(stripped);
        const next = request.messages[index + 1];
        return isRest || next?.role !== 'assistant' ? [stripped] : [];
      });
      return { ...request, messages };
    },
  };
}

/** Whether an assistant's message holds nothing that the model said. */
function isEmpty(message: Message): boolean {
  if (message.role !== 'assistant' || (message.toolCalls ?? []).length > 0) return false;
  return message.content.every(({ text }) => text === '');
}

/** The first `count` characters that are not white space, and the position where they end. */
function squeeze(text: string, count: number): { squeezed: string; end: number } {
  let squeezed = '';
  let end = 0;
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const missing = count - squeezed.length;
    if (missing <= 0) break;
    squeezed += word.slice(0, missing);
    end = index + Math.min(word.length, missing);
  }
  return { squeezed, end };
}

function withoutTag(text: string, name: string | undefined): string {
  const closing = `</${name}>`;
  return name !== undefined && text.startsWith(closing) ? text.slice(closing.length) : text;
}

function withText(message: AssistantMessage, text: string): AssistantMessage {
  const hasCalls = (message.toolCalls ?? []).length > 0;
  return { ...message, content: text === '' && hasCalls ? [] : [{ type: 'text', text }] };
}

function headOf(caller: string, squeezed: string): string {
  return digestOf(JSON.stringify([caller, squeezed.slice(0, headLength)]));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
