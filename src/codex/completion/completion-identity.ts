import type { Caller } from './caller.ts';
import type { LifecycleListener } from './lifecycle-listener.ts';
import type { RequestSummary } from './request-summary.ts';
import type { Surface } from './surface.ts';

/** The properties of a completion that are fixed when it starts. */
export interface CompletionIdentity {
  readonly id: string;
  readonly model: string;
  readonly effort: string | null;
  readonly surface: Surface;
  readonly caller: Caller;
  /** Default: null. */
  readonly previousId?: string | null;
  /** Default: null. */
  readonly conversationId?: string | null;
  /** What was asked. Default: null. */
  readonly request?: RequestSummary | null;
  /** Request options that the answer cannot honor, known from the start. Default: none. */
  readonly unmet?: readonly string[];
  /** See `CompletionRequest`. Default: none. */
  readonly ignored?: readonly string[];
  /** Whether it has to wait in the queue first. Default: false. */
  readonly isQueued?: boolean;
  /** Gives its position in the queue, see `Completion`. Default: null at all times. */
  readonly queuePosition?: () => number | null;
  /** Called at each stage from `announce` on. Default: none. */
  readonly listener?: LifecycleListener;
}
