import { createHash, type Hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { functionArguments } from './function-arguments.ts';
import type {
  AssistantMessage,
  ContentPart,
  ItemMessage,
  Message,
  ToolMessage,
} from './request.ts';
import type { ToolCall } from './tools.ts';

/**
 * The digests of a conversation's beginnings, from no messages to all of them. Beginnings that mean
 * the same have the same digest. It ignores what clients change when they send a conversation back:
 * how a text is split into parts, whether calls stand in one message or in several, white space
 * around an answer, the formatting of call arguments, and the order of adjacent calls and of
 * adjacent results. It also ignores reasoning, item ids, phases and statuses: not all clients send
 * them back, and a thread holds its own.
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
  return [last, ...messages.map((message) => (last = nextLink(last, message)))];
}

/** The digest of a conversation plus one message, from the conversation's digest. */
export function nextLink(link: string, message: Message): string {
  switch (message.role) {
    case 'reasoning':
      return link;
    case 'assistant':
      return answerLink(link, message);
    case 'tool':
      return inAnyOrder(link, 'result', resultDigest(message));
    case 'item':
      return digestOf(link, 'item', (hash) => add(hash, itemText(message)));
    case 'system':
    case 'developer':
    case 'user':
    default: {
      const role = message.role === 'system' ? 'developer' : message.role;
      return digestOf(link, role, (hash) => addContent(hash, message.content));
    }
  }
}

/** The text of an answer comes before its calls. Where it has calls, it need have no text. */
function answerLink(link: string, { content, toolCalls = [] }: AssistantMessage): string {
  const text = content
    .map((part) => part.text)
    .join('')
    .trim();
  const isSaid = text !== '' || toolCalls.length === 0;
  const said = isSaid ? digestOf(link, 'assistant', (hash) => add(hash, text)) : link;
  return toolCalls.reduce((last, call) => inAnyOrder(last, 'call', callDigest(call)), said);
}

function digestOf(link: string, kind: string, addRest: (hash: Hash) => void): string {
  const hash = createHash('sha256').update(link);
  add(hash, kind);
  addRest(hash);
  return hash.digest('base64url');
}

/** Stands in a digest between what came before a run of calls or results, and the sum of their digests. */
const separator = '~';

const sumBits = 256;

/**
 * The digest after one more of adjacent calls or results. Such a run counts by the sum of its
 * digests, so that their order does not.
 */
function inAnyOrder(link: string, kind: 'call' | 'result', digest: bigint): string {
  const [before = '', runKind, sum = '0'] = link.split(separator);
  if (runKind === kind) return joined(before, kind, BigInt(`0x${sum}`) + digest);
  const start = runKind === undefined ? link : digestOf(link, 'run', () => {});
  return joined(start, kind, digest);
}

function joined(before: string, kind: string, sum: bigint): string {
  return [before, kind, BigInt.asUintN(sumBits, sum).toString(16)].join(separator);
}

function callDigest({ type, id, namespace, name, input }: ToolCall): bigint {
  const hash = createHash('sha256');
  const said = type === 'function' ? canonicalText(functionArguments(input)) : input;
  for (const text of [type, id, namespace ?? null, name, said]) add(hash, text);
  return BigInt(`0x${hash.digest('hex')}`);
}

function resultDigest({ toolCallId, content }: ToolMessage): bigint {
  const hash = createHash('sha256');
  add(hash, toolCallId);
  addContent(hash, content);
  return BigInt(`0x${hash.digest('hex')}`);
}

function itemText({ item }: ItemMessage): string {
  const members = Object.entries(item).filter(
    ([name, value]) => name !== 'id' && name !== 'status' && value !== null,
  );
  return canonicalJson(Object.fromEntries(members));
}

/** Adds the length before the text, so that different lists of texts never have the same input. */
function add(hash: Hash, text: string | null): void {
  hash.update(text === null ? '-' : `${text.length} `);
  if (text !== null) hash.update(text);
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
