import type { Completion } from './completion.ts';

/** The ids by which all lines of the log about a completion are found. */
export interface LogIds {
  readonly completionId: string;
  /** Null: its caller has none. */
  readonly requestId: string | null;
  /** Absent: it did not come as a message on a WebSocket. */
  readonly operationId?: string;
}

/** The ids of a completion for the log. */
export function logIds({ id, caller }: Pick<Completion, 'id' | 'caller'>): LogIds {
  const { requestId, operationId } = caller;
  return { completionId: id, requestId, ...(operationId !== undefined && { operationId }) };
}
