import type { Completion } from '../../codex/completion/completion.ts';
import type { CompletionEvent } from '../../codex/completion/events.ts';
import { CodexServeError } from '../../errors/errors.ts';

/** This stream cannot be served. It says nothing about the completion itself. */
export interface UnavailableEvent {
  readonly type: 'unavailable';
  readonly completionId: string;
  readonly sequence: number;
  readonly error: CodexServeError;
}

/** An event as a subscriber gets it, with its completion; null where it belongs to none. */
export interface Delivered<Event> {
  readonly event: Event;
  readonly completion: Completion | null;
}

type AnyEvent = CompletionEvent | UnavailableEvent;

/** The event of that type. */
export type EventOf<Type extends AnyEvent['type']> = Extract<AnyEvent, { readonly type: Type }>;

/** One event as a subscriber gets it, with the completion that it belongs to. */
export interface StreamEvent<
  Event extends AnyEvent = AnyEvent,
  Source extends Completion | null = Completion | null,
> {
  readonly event: Event;
  /** Null for a failure that belongs to none: it never started, or is not known. */
  readonly completion: Source;
}

/** The event that ends a stream which cannot be served. Throws errors that are not for clients. */
export function unavailable(
  error: unknown,
  completionId: string,
  sequence: number,
): Delivered<UnavailableEvent> {
  if (!(error instanceof CodexServeError)) throw error;
  return { event: { type: 'unavailable', completionId, sequence, error }, completion: null };
}
