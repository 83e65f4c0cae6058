import type { ContentPart, ImageDetail, ImagePart, Message } from '../../../completion/request.ts';
import type { JsonObject, ToolCall } from '../../../completion/tools.ts';
import { assistantItems, reasoningItem, toolOutput } from '../../conversation/written-items.ts';
import { modelArguments } from '../tools/dynamic-tools.ts';
import type { ToolNames } from '../tools/tool-names.ts';

/**
 * A conversation as Responses items, for `thread/inject_items`. Codex silently drops `system`
 * messages (measured on 0.169.0), so instructions are sent as `developer` messages, which mean the
 * same to the model.
 *
 * @param names Those of the thread's tools.
 */
export function historyItems(messages: readonly Message[], names: ToolNames): JsonObject[] {
  return messages.flatMap((message) => {
    switch (message.role) {
      case 'assistant':
        return assistantItems(
          message,
          (message.toolCalls ?? []).map((call) => callItem(call, names)),
        );
      case 'reasoning':
        return [reasoningItem(message)];
      case 'item':
        return [message.item];
      case 'tool':
        return [toolOutput('function_call_output', message, inputPart)];
      case 'user':
        return [messageItem('user', message.content.map(inputPart))];
      case 'system':
      case 'developer':
      default:
        return [messageItem('developer', message.content.map(inputPart))];
    }
  });
}

function messageItem(role: string, content: JsonObject[]): JsonObject {
  return { type: 'message', role, content };
}

function callItem(call: ToolCall, names: ToolNames): JsonObject {
  return {
    type: 'function_call',
    // A custom tool is a function to the model, whose items have other ids.
    ...(call.itemId !== undefined && call.type === 'function' && { id: call.itemId }),
    call_id: call.id,
    name: names.nameOf(call),
    arguments: modelArguments(call),
  };
}

function inputPart(part: ContentPart): JsonObject {
  if (part.type === 'text') return { type: 'input_text', text: part.text };
  return { type: 'input_image', image_url: part.dataUrl, ...detailOf(part) };
}

/** Codex leaves out a picture of detail `low` (measured on 0.169.0); without one the model decides. */
function detailOf({ detail }: ImagePart): { detail?: ImageDetail } {
  return detail === undefined || detail === 'low' ? {} : { detail };
}
