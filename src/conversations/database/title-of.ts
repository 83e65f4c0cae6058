import type { RawItem } from '../raw-item.ts';

/** In characters. */
const maxLength = 60;

/** The beginning of the first message of the user, in one line; empty where there is none. */
export function titleOf(items: readonly RawItem[]): string {
  for (const item of items) {
    const text = item.type === 'message' && item['role'] === 'user' ? textOf(item) : '';
    if (text !== '') return shortened(text);
  }
  return '';
}

function textOf({ content }: RawItem): string {
  const texts = Array.isArray(content) ? content.map(textOfPart) : [content];
  const text = texts.filter((part) => typeof part === 'string').join(' ');
  // Titles are short. Nobody waits for the spaces of a long text.
  return text
    .slice(0, maxLength * 50)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

function textOfPart(part: unknown): unknown {
  return part instanceof Object ? Reflect.get(part, 'text') : undefined;
}

/** Cut at a word, unless that would cut more than half of it. */
function shortened(text: string): string {
  if (text.length <= maxLength) return text;
  const start = text.slice(0, maxLength - 1);
  const atWord = start.slice(0, Math.max(start.lastIndexOf(' '), 0));
  const cut = atWord.length > start.length / 2 ? atWord : start;
  // Half of a character of two code units would be left over.
  return `${cut.replace(/[\ud800-\udbff]$/, '')}…`;
}
