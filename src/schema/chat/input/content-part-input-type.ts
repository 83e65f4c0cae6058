import type { InputObjectRef } from '@pothos/core';
import type { Builder, SchemaTypes } from '../../kit/builder.ts';
import type { ContentPartInput, ImageUrlInput } from './chat-completion-input.ts';

/** `ContentPartInput`. */
export type ContentPartType = InputObjectRef<SchemaTypes, ContentPartInput>;

/** `ContentPartInput` and what it holds. */
export function addContentPartInput(builder: Builder): ContentPartType {
  const imageDetail = builder.enumType('ImageDetail', {
    description: 'How closely the model looks at a picture.',
    values: {
      AUTO: { value: 'auto', description: 'As the model sees fit.' },
      LOW: { value: 'low', description: 'At a glance, for few tokens.' },
      HIGH: { value: 'high', description: 'Closely.' },
      ORIGINAL: { value: 'original', description: 'In its own resolution.' },
    } as const,
  });
  const imageUrl = builder.inputRef<ImageUrlInput>('ImageUrlInput').implement({
    description: 'A picture.',
    fields: (t) => ({
      url: t.string({
        required: true,
        description:
          'The picture itself as a `data:image/…;base64,…` URL. None is fetched from the network.',
      }),
      detail: t.field({
        type: imageDetail,
        description: 'How closely the model looks. Default: AUTO.',
      }),
    }),
  });
  return builder.inputRef<ContentPartInput>('ContentPartInput').implement({
    description: 'A piece of a message: exactly one of its fields.',
    isOneOf: true,
    fields: (t) => ({
      text: t.string({ description: 'Text.' }),
      imageUrl: t.field({
        type: imageUrl,
        description: 'A picture. In messages of the roles USER and TOOL only.',
      }),
    }),
  });
}
