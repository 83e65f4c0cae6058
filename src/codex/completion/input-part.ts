import type { ContentPart } from './request.ts';
import type { JsonObject } from './tools.ts';

/** A part of a message or of an output, as the Responses API takes it. */
export function inputPart(part: ContentPart): JsonObject {
  if (part.type === 'text') return { type: 'input_text', text: part.text };
  const { dataUrl, detail } = part;
  return { type: 'input_image', image_url: dataUrl, ...(detail !== undefined && { detail }) };
}
