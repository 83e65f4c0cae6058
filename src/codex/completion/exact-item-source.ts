import type { EventSource } from '../streams/event-log.ts';
import { StreamGapError } from '../streams/stream-gap-error.ts';
import type { ItemEvent } from './item-events.ts';
import type { ItemSource } from './item-source.ts';

/**
 * The item events of a completion for readers who count in their sequences: its `StreamGapError`
 * names the oldest item event that can still be replayed, not the oldest event of the completion.
 */
export class ExactItemSource implements EventSource<ItemEvent> {
  readonly #source: ItemSource;

  constructor(source: ItemSource) {
    this.#source = source;
  }

  get isComplete(): boolean {
    return this.#source.isComplete;
  }

  get lastSequence(): number {
    return this.#source.lastSequence;
  }

  /** The item event after that sequence; undefined where there is none yet. Throws `StreamGapError`. */
  after(sequence: number): ItemEvent | undefined {
    try {
      return this.#source.after(sequence);
    } catch (error) {
      if (!(error instanceof StreamGapError)) throw error;
      throw new StreamGapError(sequence, this.#source.sequenceOf(error.oldestSequence));
    }
  }

  onAppend(wake: () => void): () => void {
    return this.#source.onAppend(wake);
  }
}
