import type { Logger } from 'pino';
import type { LifecycleListener } from '../completion/lifecycle-listener.ts';
import type { CompletionRequest } from '../completion/request.ts';
import type { CompletionObserver } from './completion-observer.ts';

/** Makes the listener for the completion of a request. */
export type ListenerFor = (request: CompletionRequest) => LifecycleListener;

/** What notifies a list of observers. */
export interface Observation {
  readonly listenerFor: ListenerFor;
  /** See `CompletionObserver.repeated`. */
  readonly repeated: NonNullable<CompletionObserver['repeated']>;
}

type Stage = keyof CompletionObserver;

/**
 * Passes the stages of every completion on to the observers, in the order of the list. What an
 * observer throws, or rejects with, is logged once per observer and stage.
 */
export function observe(observers: readonly CompletionObserver[], logger: Logger): Observation {
  const failures = new Map(observers.map((observer) => [observer, new Set<Stage>()]));

  const report = (observer: CompletionObserver, stage: Stage, error: unknown): void => {
    const stages = failures.get(observer);
    if (stages?.has(stage) === true) return;
    stages?.add(stage);
    logger.error({ err: error, stage }, 'a completion observer failed');
  };
  const notify = (stage: Stage, call: (observer: CompletionObserver) => unknown): void => {
    for (const observer of observers) {
      try {
        const result = call(observer);
        if (result instanceof Promise) {
          result.catch((error: unknown) => report(observer, stage, error));
        }
      } catch (error) {
        report(observer, stage, error);
      }
    }
  };

  const listenerFor: ListenerFor = (request) => ({
    queued: (completion) => notify('queued', (each) => each.queued?.(completion, request)),
    started: (completion) => notify('started', (each) => each.started?.(completion, request)),
    firstToken: (completion) =>
      notify('firstToken', (each) => each.firstToken?.(completion, request)),
    toolCall: (completion, call) =>
      notify('toolCall', (each) => each.toolCall?.(completion, call, request)),
    ended: (completion) => notify('ended', (each) => each.ended?.(completion, request)),
  });
  return {
    listenerFor,
    repeated: (completion, request) =>
      notify('repeated', (each) => each.repeated?.(completion, request)),
  };
}
