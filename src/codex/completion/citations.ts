import type { OutputItem } from './item.ts';
import type { JsonObject } from './tools.ts';

/** A page that a part of the answer's text stands on. */
export interface Citation {
  readonly url: string;
  readonly title: string;
  /** Where that part begins in the answer's text, in code units. */
  readonly start: number;
  /** Where it ends. */
  readonly end: number;
}

/** The pages that an answer cites, in their order. Citations of text that the answer lacks are left out. */
export function citationsOf(items: readonly OutputItem[], text: string): Citation[] {
  let before = 0;
  return items
    .flatMap((item) => (item.type === 'message' ? item.parts : []))
    .flatMap((part) => {
      if (part.type !== 'text') return [];
      const offset = before;
      before += part.text.length;
      return part.annotations.flatMap((annotation) => toCitation(annotation, offset));
    })
    .filter(({ end }) => end <= text.length);
}

function toCitation(annotation: JsonObject, offset: number): Citation[] {
  const { type, url, title, start_index: start, end_index: end } = annotation;
  if (type !== 'url_citation' || typeof url !== 'string') return [];
  if (typeof start !== 'number' || typeof end !== 'number') return [];
  const named = typeof title === 'string' ? title : '';
  return [{ url, title: named, start: offset + start, end: offset + end }];
}
