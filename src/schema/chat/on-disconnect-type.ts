import type { EnumRef } from '@pothos/core';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import type { OnDisconnect } from './completion-streams.ts';

/** `OnDisconnect`. */
export function addOnDisconnect(builder: Builder): EnumRef<SchemaTypes, OnDisconnect> {
  return builder.enumType('OnDisconnect', {
    description: 'What happens to a completion when the subscription that started it ends.',
    values: {
      CANCEL: {
        value: 'cancel',
        description: 'Unsubscribing, or losing the connection, cancels it.',
      },
      CONTINUE: {
        value: 'continue',
        description:
          'It runs on, and `chatCompletionEvents(id, after)` takes it up again; `cancelChatCompletion` stops it. One whose subscription goes before it has started is not started.',
      },
    } as const,
  });
}
