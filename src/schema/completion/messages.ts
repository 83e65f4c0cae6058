import type { ContentPart, Message, TextPart } from '../../codex/completion/request.ts';
import { InvalidRequestError } from '../../errors/errors.ts';
import type { ContentPartInput, ImageUrlInput, MessageInput } from './chat-completion-input.ts';

/**
 * The messages of an input in the core's form. Throws an `InvalidRequestError` that names the field,
 * counted from the `input` argument: `messages[0].content[1].imageUrl`.
 */
export function toMessages(inputs: readonly MessageInput[]): Message[] {
  if (inputs.length === 0) {
    throw invalid('messages', 'messages must hold at least one message.');
  }
  return inputs.map((input, index) => toMessage(input, `messages[${index}]`));
}

function toMessage({ role, content }: MessageInput, path: string): Message {
  if (content.length === 0) {
    throw invalid(`${path}.content`, `${path}.content must hold at least one part.`);
  }
  const partPath = (index: number): string => `${path}.content[${index}]`;
  if (role === 'user') {
    return { role, content: content.map((part, index) => toPart(part, partPath(index))) };
  }
  return { role, content: content.map((part, index) => toTextPart(part, partPath(index), role)) };
}

function toTextPart(part: ContentPartInput, path: string, role: string): TextPart {
  if (typeof part.text === 'string') return { type: 'text', text: part.text };
  throw invalid(
    `${path}.imageUrl`,
    `${path}.imageUrl: a message of the role ${role.toUpperCase()} holds text only; pictures go into a message of the role USER.`,
  );
}

function toPart(part: ContentPartInput, path: string): ContentPart {
  if (typeof part.text === 'string') return { type: 'text', text: part.text };
  if (part.imageUrl) return toImagePart(part.imageUrl, `${path}.imageUrl`);
  throw invalid(path, `${path} must hold exactly one of text and imageUrl.`);
}

function toImagePart({ url, detail }: ImageUrlInput, path: string): ContentPart {
  if (!/^data:image\/[\w.+-]+;base64,/i.test(url)) {
    throw invalid(
      `${path}.url`,
      `${path}.url must be an inline picture, data:image/png;base64,… or the like. Codex fetches none from the network.`,
    );
  }
  return { type: 'image', dataUrl: url, ...(detail && { detail }) };
}

function invalid(param: string, message: string): InvalidRequestError {
  return new InvalidRequestError('invalid_value', message, { param });
}
