import type { EnumRef } from '@pothos/core';
import type { CompletionStatus } from '../../codex/completion/completion.ts';
import type { FinishReason } from '../../codex/completion/events.ts';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import type { ErrorCodeRef } from '../kit/error-code.ts';
import { addSurface, type SurfaceRef } from './surface-type.ts';

/** The enums that completions and their events share. */
export interface CompletionEnums {
  readonly finishReason: EnumRef<SchemaTypes, FinishReason>;
  readonly status: EnumRef<SchemaTypes, CompletionStatus>;
  readonly surface: SurfaceRef;
  readonly order: EnumRef<SchemaTypes, 'newest' | 'longest'>;
  readonly errorCode: ErrorCodeRef;
}

/** `FinishReason`, `CompletionStatus`, `CompletionOrder` and `Surface`. */
export function addCompletionEnums(builder: Builder, errorCode: ErrorCodeRef): CompletionEnums {
  return {
    finishReason: builder.enumType('FinishReason', {
      description: 'Why an answer ended.',
      values: {
        STOP: { value: 'stop', description: 'It was complete.' },
        LENGTH: { value: 'length', description: 'It reached the longest answer that was allowed.' },
        CONTENT_FILTER: { value: 'content_filter', description: 'The service cut it off.' },
        TOOL_CALLS: {
          value: 'tool_calls',
          description: 'The model called tools and waits for their results.',
        },
      } as const,
    }),
    status: builder.enumType('CompletionStatus', {
      description: 'Status of a completion.',
      values: {
        QUEUED: {
          value: 'queued',
          description: 'It waits for its turn; cancelling it costs nothing.',
        },
        RUNNING: { value: 'running', description: 'The model is answering.' },
        COMPLETED: { value: 'completed', description: 'The answer is whole.' },
        FAILED: { value: 'failed', description: 'It ended in an error; `error` says which.' },
        CANCELLED: { value: 'cancelled', description: 'It was stopped, or its client left.' },
      } as const,
    }),
    surface: addSurface(builder),
    order: builder.enumType('CompletionOrder', {
      description: 'The order of a list of completions.',
      values: {
        NEWEST: { value: 'newest', description: 'The newest first.' },
        LONGEST: { value: 'longest', description: 'The one with the largest `durationMs` first.' },
      } as const,
    }),
    errorCode,
  };
}
