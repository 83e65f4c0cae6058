import { textStart } from '../../util/cut-text.ts';

/** In characters. */
const maxLength = 60;

/**
 * The beginning of the first message, in one line; empty where there is none.
 *
 * @param messages The texts of each message, or their beginnings.
 */
export function titleOf(messages: readonly (readonly string[])[]): string {
  const lines = messages.map((texts) => inOneLine(texts.join(' ')));
  return shortened(lines.find((line) => line !== '') ?? '');
}

/** Titles are short. Nobody waits for the spaces of a long text. */
function inOneLine(text: string): string {
  return text
    .slice(0, maxLength * 50)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Cut at a word, unless that would cut more than half of it. */
function shortened(text: string): string {
  if (text.length <= maxLength) return text;
  const start = textStart(text, maxLength - 1);
  const atWord = start.slice(0, Math.max(start.lastIndexOf(' '), 0));
  const cut = atWord.length > start.length / 2 ? atWord : start;
  return `${cut}…`;
}
