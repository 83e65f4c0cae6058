import type { CompletionObserver } from '../codex/observers/completion-observer.ts';
import type { EventStream } from '../codex/streams/event-stream.ts';
import type { Alert } from './alert.ts';
import type { WatchedEngine } from './lookout.ts';

/** What is wrong with a gateway now. It observes completions, which show whether the login is good. */
export interface Alerts extends CompletionObserver {
  /** The active alerts, the oldest first. */
  active(): readonly Alert[];
  /** The active alerts now, and then whenever they change. Ends when this is closed. */
  changes(): EventStream<readonly Alert[]>;
  /** Begins to watch an engine. */
  watch(engine: WatchedEngine): void;
  /** Ends all streams, and stops watching and delivering. What was not delivered is at the next start. */
  close(): Promise<void>;
}
