import type { Completion } from './completion.ts';
import type { CompletionRequest } from './request.ts';

/** Keeps a record of what was answered. */
export interface CompletionRecorder {
  /** Told of each completion once, when it has ended. Returns at once and never throws. */
  record(completion: Completion, request: CompletionRequest): void;
}

/** Tells a recorder of a completion when it ends, before any client reads the end. */
export function recordAtEnd(
  recorder: CompletionRecorder,
  completion: Completion,
  request: CompletionRequest,
): void {
  const record = (): void => recorder.record(completion, request);
  completion.result().then(record, record);
}
