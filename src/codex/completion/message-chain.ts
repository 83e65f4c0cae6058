import { createHash, type Hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { ContentPart, Message } from './request.ts';
import type { ToolCall } from './tools.ts';

/**
 * The digests of a conversation's beginnings, from none of its messages to all of them. Two are the
 * same when a client means the same by them: how a text is cut into parts, blanks around an answer
 * and the way in which the arguments of a call are written all change on their way through a client.
 *
 * @param scope Sets chains apart that must not meet.
 */
export function messageChain(
  scope: readonly (string | undefined)[],
  messages: readonly Message[],
): string[] {
  const hash = createHash('sha256');
  for (const part of scope) add(hash, part ?? null);
  let last = hash.digest('base64url');
  return [last, ...messages.map((message) => (last = nextLink(last, message)))];
}

/** The digest of the conversation that another one and a message make. */
export function nextLink(link: string, message: Message): string {
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
      for (const call of message.toolCalls ?? []) addCall(hash, call);
      break;
    case 'tool':
      add(hash, message.toolCallId);
      addContent(hash, message.content);
      break;
    case 'system':
    case 'developer':
    case 'user':
    default:
      addContent(hash, message.content);
  }
  return hash.digest('base64url');
}

/** Its length goes ahead of a text, so that no two lists of texts are the same to the digest. */
function add(hash: Hash, text: string | null): void {
  hash.update(text === null ? '-' : `${text.length} `);
  if (text !== null) hash.update(text);
}

function addCall(hash: Hash, { type, id, name, input }: ToolCall): void {
  for (const text of [type, id, name, type === 'function' ? canonicalText(input) : input]) {
    add(hash, text);
  }
}

/** The texts between pictures, each in one piece. */
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

/** JSON text in one way of writing it; any other text as it is. */
function canonicalText(text: string): string {
  try {
    return canonicalJson(JSON.parse(text));
  } catch {
    return text;
  }
}
