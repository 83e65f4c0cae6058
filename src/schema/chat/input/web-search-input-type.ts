import type { InputObjectRef } from '@pothos/core';
import type { Builder, SchemaTypes } from '../../kit/builder.ts';
import type { WebSearchInput, WebSearchLocationInput } from './chat-completion-input.ts';

/** `WebSearchInput` and what it holds. */
export function addWebSearchInput(builder: Builder): InputObjectRef<SchemaTypes, WebSearchInput> {
  const contextSize = builder.enumType('WebSearchContextSize', {
    description: 'How much of the found pages the model reads.',
    values: {
      LOW: { value: 'low', description: 'Little.' },
      MEDIUM: { value: 'medium', description: 'A middling amount.' },
      HIGH: { value: 'high', description: 'Much.' },
    } as const,
  });
  const location = builder.inputRef<WebSearchLocationInput>('WebSearchLocationInput').implement({
    description: 'About where the user is.',
    fields: (t) => ({
      city: t.string({ description: 'The city.' }),
      country: t.string({ description: 'Two letters of ISO 3166, `NO`.' }),
      region: t.string({ description: 'The region or state.' }),
      timezone: t.string({ description: 'An IANA name, `Europe/Oslo`.' }),
    }),
  });
  return builder.inputRef<WebSearchInput>('WebSearchInput').implement({
    description: "The service's web search, which the service charges for.",
    fields: (t) => ({
      contextSize: t.field({
        type: contextSize,
        description: 'How much the model reads. Default: MEDIUM.',
      }),
      location: t.field({ type: location, description: 'Prefers results from around there.' }),
    }),
  });
}
