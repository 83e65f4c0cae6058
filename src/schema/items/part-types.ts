import type { UnionRef } from '@pothos/core';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import type { ShownImage, ShownPart, ShownRawPart, ShownRefusal, ShownText } from './shown-item.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    ImagePart: ShownImage;
    RawPart: ShownRawPart;
    RefusalPart: ShownRefusal;
    TextPart: ShownText;
  }
}

const typeNames = {
  text: 'TextPart',
  refusal: 'RefusalPart',
  image: 'ImagePart',
  raw: 'RawPart',
} as const;

/** `MessagePart` and its members. */
export function addMessageParts(builder: Builder): UnionRef<SchemaTypes, ShownPart> {
  builder.objectType('TextPart', {
    description: 'Some text.',
    fields: (t) => ({
      text: t.exposeString('text', { description: 'The text.' }),
      annotations: t.field({
        type: ['JSON'],
        description:
          "Citations and the like, in the form of OpenAI's Responses API; their indexes count in this text.",
        resolve: ({ annotations }) => [...annotations],
      }),
    }),
  });
  builder.objectType('RefusalPart', {
    description: 'What the model said when it refused to answer.',
    fields: (t) => ({
      refusal: t.exposeString('refusal', { description: 'The words of the refusal.' }),
    }),
  });
  builder.objectType('ImagePart', {
    description: 'A picture.',
    fields: (t) => ({
      url: t.exposeString('url', { description: 'A `data:` URL that holds it.' }),
      detail: t.exposeString('detail', {
        nullable: true,
        description: 'How closely the model looks at it; null where the client did not say.',
      }),
    }),
  });
  builder.objectType('RawPart', {
    description: 'A part of any other kind.',
    fields: (t) => ({
      raw: t.expose('raw', {
        type: 'JSON',
        description: "The part in the form of OpenAI's Responses API, with its own `type`.",
      }),
    }),
  });
  return builder.unionType('MessagePart', {
    description:
      'A part of a message, or of what a tool returned. More types may join it later: ignore those you do not know.',
    types: ['TextPart', 'RefusalPart', 'ImagePart', 'RawPart'],
    resolveType: ({ type }) => typeNames[type],
  });
}
