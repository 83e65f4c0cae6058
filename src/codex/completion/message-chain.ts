import { createHash, type Hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { ContentPart, Message, ToolMessage } from './request.ts';
import type { ToolCall } from './tools.ts';

/**
 * The digests of a conversation's beginnings, from no messages to all of them. Beginnings that mean
 * the same have the same digest. It ignores what clients change when they send a conversation back:
 * how a text is split into parts, white space around an answer, the formatting of call arguments,
 * and the order of calls and their results. It also ignores reasoning, item ids and phases: not all
 * clients send them back, and a thread holds its own.
 *
 * @param scope Chains with different scopes never match.
 */
export function messageChain(
  scope: readonly (string | undefined)[],
  messages: readonly Message[],
): string[] {
  const hash = createHash('sha256');
  for (const part of scope) add(hash, part ?? null);
  let last = hash.digest('base64url');
  return [last, ...inCallOrder(messages).map((message) => (last = nextLink(last, message)))];
}

/** The messages, with adjacent tool results in an order that does not depend on the client. */
export function inCallOrder(messages: readonly Message[]): Message[] {
  const ordered: Message[] = [];
  let results: ToolMessage[] = [];
  for (const message of messages) {
    if (message.role === 'tool') results.push(message);
    else {
      ordered.push(...byId(results, ({ toolCallId }) => toolCallId), message);
      results = [];
    }
  }
  return [...ordered, ...byId(results, ({ toolCallId }) => toolCallId)];
}

function byId<T>(items: readonly T[], idOf: (item: T) => string): T[] {
  return items.toSorted((one, other) => {
    if (idOf(one) === idOf(other)) return 0;
    return idOf(one) < idOf(other) ? -1 : 1;
  });
}

/** The digest of a conversation plus one message, from the conversation's digest. */
export function nextLink(link: string, message: Message): string {
  if (message.role === 'reasoning') return link;
  const hash = createHash('sha256').update(link);
  add(hash, message.role === 'system' ? 'developer' : message.role);
  switch (message.role) {
    case 'assistant':
      add(
        hash,
        message.content
          .map(({ text }) => text)
          .join('')
          .trim(),
      );
      for (const call of byId(message.toolCalls ?? [], ({ id }) => id)) addCall(hash, call);
      break;
    case 'tool':
      add(hash, message.toolCallId);
      addContent(hash, message.content);
      break;
    case 'item': {
      const { id: _, ...rest } = message.item;
      add(hash, canonicalJson(rest));
      break;
    }
    case 'system':
    case 'developer':
    case 'user':
    default:
      addContent(hash, message.content);
  }
  return hash.digest('base64url');
}

/** Adds the length before the text, so that different lists of texts never have the same input. */
function add(hash: Hash, text: string | null): void {
  hash.update(text === null ? '-' : `${text.length} `);
  if (text !== null) hash.update(text);
}

function addCall(hash: Hash, { type, id, namespace, name, input }: ToolCall): void {
  const said = type === 'function' ? canonicalText(input) : input;
  for (const text of [type, id, namespace ?? null, name, said]) add(hash, text);
}

/** Adds pictures, and the text between them joined into one. */
function addContent(hash: Hash, content: readonly ContentPart[]): void {
  let text = '';
  for (const part of content) {
    if (part.type === 'text') text += part.text;
    else {
      for (const piece of [text, part.dataUrl, part.detail ?? null]) add(hash, piece);
      text = '';
    }
  }
  add(hash, text);
}

/** JSON text in canonical form; any other text unchanged. */
function canonicalText(text: string): string {
  try {
    return canonicalJson(JSON.parse(text));
  } catch {
    return text;
  }
}
