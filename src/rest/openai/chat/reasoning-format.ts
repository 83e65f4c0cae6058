import type { TextPart } from '../../../codex/completion/request.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import { show, showAll } from '../validation/wording.ts';

/**
 * Where an answer holds the summary of the model's reasoning: beside the content in the member of
 * that name, at the head of the content between `<think>` tags, or nowhere.
 */
export const reasoningFormats = ['reasoning_content', 'reasoning', 'think', 'none'] as const;

/** A place for the reasoning summary. */
export type ReasoningFormat = (typeof reasoningFormats)[number];

/** The request header that asks for a place. */
export const reasoningHeader = 'x-codex-serve-reasoning';

/** Opens the reasoning inside the content. */
export const thinkStart = '<think>\n';
/** Closes the `<think>` block. */
export const thinkEnd = '\n</think>\n\n';

/** The format that the header asks for, else the one set. Throws `InvalidRequestError`. */
export function readReasoningFormat(
  header: string | undefined,
  fallback: ReasoningFormat,
): ReasoningFormat {
  if (header === undefined || header === '') return fallback;
  const format = reasoningFormats.find((candidate) => candidate === header.toLowerCase());
  if (format !== undefined) return format;
  throw new InvalidRequestError(
    'invalid_value',
    `Invalid value: ${show(header)}. Supported values are: ${showAll(reasoningFormats)}.`,
    { param: reasoningHeader },
  );
}

/**
 * An answer that a client sends back, without the reasoning that was put into it: the model said no
 * such thing. Clients may have trimmed it.
 */
export function withoutThinking([first, ...more]: readonly TextPart[]): TextPart[] {
  if (first === undefined) return [];
  const end = first.text.startsWith('<think>') ? first.text.indexOf('</think>') : -1;
  if (end === -1) return [first, ...more];
  const text = first.text.slice(end + '</think>'.length).replace(/^\n{1,2}/, '');
  return [{ ...first, text }, ...more];
}
