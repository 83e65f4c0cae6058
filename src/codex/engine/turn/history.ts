import type { ContentPart, ImageDetail, ImagePart, Message } from '../../completion/request.ts';
import type { JsonValue } from '../protocol/serde_json/JsonValue.ts';

/**
 * A conversation as Responses items, for `thread/inject_items`. Codex drops `system` messages
 * without a word (measured on 0.169.0), so instructions go as `developer`, which means the same to
 * the model.
 */
export function historyItems(messages: readonly Message[]): JsonValue[] {
  return messages.map((message) => {
    const role = message.role === 'system' ? 'developer' : message.role;
    const textType = role === 'assistant' ? 'output_text' : 'input_text';
    const content = message.content.map((part) => contentItem(part, textType));
    return { type: 'message', role, content };
  });
}

function contentItem(part: ContentPart, textType: 'input_text' | 'output_text'): JsonValue {
  if (part.type === 'text') return { type: textType, text: part.text };
  return { type: 'input_image', image_url: part.dataUrl, ...detailOf(part) };
}

/** Codex leaves out a picture of detail `low` (measured on 0.169.0); without one the model decides. */
function detailOf({ detail }: ImagePart): { detail?: ImageDetail } {
  return detail === undefined || detail === 'low' ? {} : { detail };
}
