import type { Citation } from '../../codex/completion/citations.ts';
import type { Builder } from '../kit/builder.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    Citation: Citation;
  }
}

/** `Citation`. */
export function addCitation(builder: Builder): void {
  builder.objectType('Citation', {
    description: "A page that a part of the answer's text stands on.",
    fields: (t) => ({
      url: t.exposeString('url', { description: 'Its address.' }),
      title: t.exposeString('title', { description: 'Its title; may be empty.' }),
      start: t.exposeInt('start', {
        description: 'Where that part begins in `text`, in UTF-16 code units.',
      }),
      end: t.exposeInt('end', { description: 'Where that part ends.' }),
    }),
  });
}
