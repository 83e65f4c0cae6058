import type { Caller } from './caller.ts';
import type { LifecycleListener } from './lifecycle-listener.ts';
import type { Surface } from './surface.ts';

/** What a completion is from its start. */
export interface CompletionIdentity {
  readonly id: string;
  readonly model: string;
  readonly effort: string | null;
  readonly surface: Surface;
  readonly caller: Caller;
  /** Default: null. */
  readonly previousId?: string | null;
  /** Request options that the answer cannot honor, known from the start. Default: none. */
  readonly unmet?: readonly string[];
  /** Whether it waits for its turn at first. Default: no. */
  readonly isQueued?: boolean;
  /** Called at each stage from `announce` on. Default: none. */
  readonly listener?: LifecycleListener;
}
