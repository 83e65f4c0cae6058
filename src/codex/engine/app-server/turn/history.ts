import type {
  AssistantMessage,
  ContentPart,
  ImageDetail,
  ImagePart,
  Message,
  ReasoningMessage,
  ToolMessage,
} from '../../../completion/request.ts';
import type { JsonObject } from '../../../completion/tools.ts';
import type { JsonValue } from '../rpc/protocol.ts';
import { modelArguments } from '../tools/dynamic-tools.ts';
import { modelToolName } from '../tools/tool-names.ts';

/**
 * A conversation as Responses items, for `thread/inject_items`. Codex silently drops `system`
 * messages (measured on 0.169.0), so instructions are sent as `developer` messages, which mean the
 * same to the model.
 */
export function historyItems(messages: readonly Message[]): JsonValue[] {
  return messages.flatMap((message) => {
    switch (message.role) {
      case 'assistant':
        return assistantItems(message);
      case 'reasoning':
        return [reasoningItem(message)];
      case 'item':
        return [message.item];
      case 'tool':
        return [toolOutput(message)];
      case 'user':
        return [messageItem('user', message.content.map(inputPart))];
      case 'system':
      case 'developer':
      default:
        return [messageItem('developer', message.content.map(inputPart))];
    }
  });
}

function messageItem(role: string, content: JsonValue[]): JsonObject {
  return { type: 'message', role, content };
}

/** The model's text, if any, and then its calls. */
function assistantItems({ content, toolCalls = [], id, phase }: AssistantMessage): JsonValue[] {
  const parts = content.map(({ text }): JsonValue => ({ type: 'output_text', text }));
  const isSilent = toolCalls.length > 0 && content.every(({ text }) => text === '');
  const calls = toolCalls.map((call): JsonValue => ({
    type: 'function_call',
    // A custom tool is a function to the model, whose items have other ids.
    ...(call.itemId !== undefined && call.type === 'function' && { id: call.itemId }),
    call_id: call.id,
    name: modelToolName(call.name),
    arguments: modelArguments(call),
  }));
  const named = { ...(id !== undefined && { id }), ...(phase !== undefined && { phase }) };
  return isSilent ? calls : [{ ...messageItem('assistant', parts), ...named }, ...calls];
}

function reasoningItem({ id, content, encryptedContent }: ReasoningMessage): JsonValue {
  return {
    type: 'reasoning',
    ...(id !== undefined && { id }),
    summary: content.map(({ text }): JsonValue => ({ type: 'summary_text', text })),
    encrypted_content: encryptedContent,
  };
}

/** One text goes as it is, as the service has it too; anything else in parts. */
function toolOutput({ toolCallId, content }: ToolMessage): JsonValue {
  const [first, ...rest] = content;
  const isText = first?.type === 'text' && rest.length === 0;
  const output = isText ? first.text : content.map(inputPart);
  return { type: 'function_call_output', call_id: toolCallId, output };
}

function inputPart(part: ContentPart): JsonValue {
  if (part.type === 'text') return { type: 'input_text', text: part.text };
  return { type: 'input_image', image_url: part.dataUrl, ...detailOf(part) };
}

/** Codex leaves out a picture of detail `low` (measured on 0.169.0); without one the model decides. */
function detailOf({ detail }: ImagePart): { detail?: ImageDetail } {
  return detail === undefined || detail === 'low' ? {} : { detail };
}
