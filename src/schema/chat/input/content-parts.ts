import type { ContentPart, TextPart } from '../../../codex/completion/request.ts';
import type { ContentPartInput, ImageUrlInput, MessageInput } from './chat-completion-input.ts';
import { readInlineImage } from '../../../images/data-url.ts';
import { invalid } from '../../kit/invalid-input.ts';

/**
 * Content that may hold pictures. Throws an `InvalidRequestError` that names the field.
 *
 * @param path Of what has the content; empty for the input itself.
 */
export function toParts({ content }: Pick<MessageInput, 'content'>, path: string): ContentPart[] {
  const own = path === '' ? 'content' : `${path}.content`;
  assertSome(content, own);
  return content.map((part, index) => toPart(part, `${own}[${index}]`));
}

/** Content that is text only. Throws an `InvalidRequestError` that names the field. */
export function toTextParts(message: MessageInput, path: string): TextPart[] {
  assertSome(message.content, `${path}.content`);
  return toTexts(message, path);
}

/** Like `toTextParts`, but the content may be absent, and empty parts are dropped. */
export function toFewTextParts(message: MessageInput, path: string): TextPart[] {
  return toTexts(message, path).filter(({ text }) => text !== '');
}

function toTexts({ role, content }: MessageInput, path: string): TextPart[] {
  return content.map(({ text }, index) => {
    if (typeof text === 'string') return { type: 'text', text };
    const param = `${path}.content[${index}].imageUrl`;
    throw invalid(
      param,
      `${param}: a message of the role ${role.toUpperCase()} holds text only; pictures go into a message of the role USER.`,
    );
  });
}

function assertSome(content: readonly ContentPartInput[], path: string): void {
  if (content.length > 0) return;
  throw invalid(path, `${path} must hold at least one part.`);
}

function toPart(part: ContentPartInput, path: string): ContentPart {
  if (typeof part.text === 'string') return { type: 'text', text: part.text };
  if (part.imageUrl) return toImagePart(part.imageUrl, `${path}.imageUrl`);
  throw invalid(path, `${path} must hold exactly one of text and imageUrl.`);
}

function toImagePart({ url, detail }: ImageUrlInput, path: string): ContentPart {
  const image = readInlineImage(url);
  if (image.kind === 'image') {
    return { type: 'image', dataUrl: image.dataUrl, ...(detail && { detail }) };
  }
  throw invalid(
    `${path}.url`,
    image.kind === 'unsupported'
      ? `${path}.url holds no supported picture. Supported formats are PNG, JPEG, GIF and WebP.`
      : `${path}.url must be an inline picture, data:image/png;base64,… or the like. Codex fetches none from the network.`,
  );
}
