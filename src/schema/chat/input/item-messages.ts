import type {
  AssistantMessage,
  ItemMessage,
  ReasoningMessage,
} from '../../../codex/completion/request.ts';
import type { ToolCall } from '../../../codex/completion/tools.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import { invalid } from '../../kit/invalid-input.ts';
import type { MessageInput, ToolCallInput } from './chat-completion-input.ts';
import { toFewTextParts } from './content-parts.ts';

/** The roles whose messages may have a member. */
const rolesWith: readonly (readonly [keyof MessageInput, readonly MessageInput['role'][]])[] = [
  ['itemId', ['assistant', 'reasoning']],
  ['phase', ['assistant']],
  ['encryptedContent', ['reasoning']],
  ['item', ['item']],
];

const phases: ReadonlySet<string> = new Set(['commentary', 'final_answer']);

/** Items that a message of another role holds, or that are not for the model. */
const otherwise: Readonly<Record<string, string>> = {
  message: 'a message of the role USER, ASSISTANT, SYSTEM or DEVELOPER',
  reasoning: 'a message of the role REASONING',
  function_call: '`toolCalls` of a message of the role ASSISTANT',
  custom_tool_call: '`toolCalls` of a message of the role ASSISTANT',
  function_call_output: 'a message of the role TOOL',
  custom_tool_call_output: 'a message of the role TOOL',
  item_reference: 'the item itself',
  additional_tools: '`tools`',
  compaction_trigger: 'nothing: it is not for the model',
  configuration_update: 'nothing: it is not for the model',
};

/** Throws for a member that the role does not have. */
export function assertItemMembers(input: MessageInput, path: string): void {
  for (const [name, roles] of rolesWith) {
    if ((input[name] ?? null) === null || roles.includes(input.role)) continue;
    const allowed = roles.map((role) => role.toUpperCase()).join(' or ');
    throw invalid(`${path}.${name}`, `${path}.${name}: only for a message of the role ${allowed}.`);
  }
  const { phase } = input;
  if (typeof phase !== 'string' || phases.has(phase)) return;
  throw invalid(`${path}.phase`, `${path}.phase must be commentary or final_answer.`);
}

/** The item that a message of the model comes from, as far as the client says. */
export function originOf({ itemId, phase }: MessageInput): Pick<AssistantMessage, 'id' | 'phase'> {
  return { ...(itemId && { id: itemId }), ...(phase && { phase }) };
}

/** A call as the model made it. */
export function toToolCall({ callId, itemId, namespace, ...call }: ToolCallInput): ToolCall {
  return { id: callId, ...(itemId && { itemId }), ...(namespace && { namespace }), ...call };
}

/** Earlier reasoning. Throws an `InvalidRequestError` that names the field. */
export function toReasoningMessage(input: MessageInput, path: string): ReasoningMessage {
  const { itemId, encryptedContent } = input;
  if (!encryptedContent) {
    const param = `${path}.encryptedContent`;
    throw missing(param, 'a message of the role REASONING needs it.');
  }
  const content = toFewTextParts(input, path);
  return { role: 'reasoning', ...(itemId && { id: itemId }), content, encryptedContent };
}

/** An item that is passed on. Throws an `InvalidRequestError` that names the field. */
export function toItemMessage({ item, content }: MessageInput, path: string): ItemMessage {
  if (content.length > 0) {
    throw invalid(`${path}.content`, `${path}.content: a message of the role ITEM has none.`);
  }
  const type = item?.['type'];
  if (!item || typeof type !== 'string' || !/^[a-z_]{1,64}$/.test(type)) {
    throw missing(
      `${path}.item`,
      'a message of the role ITEM needs it, with the type of the item.',
    );
  }
  const better = Object.hasOwn(otherwise, type) ? otherwise[type] : undefined;
  if (better === undefined) return { role: 'item', content: [], item };
  throw invalid(
    `${path}.item`,
    `${path}.item: in place of an item of the type ${type}, send ${better}.`,
  );
}

function missing(param: string, reason: string): InvalidRequestError {
  return new InvalidRequestError('missing_required_parameter', `${param}: ${reason}`, { param });
}
