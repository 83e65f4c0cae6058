import { CodexServeError } from '../../errors/errors.ts';

/** Events after the requested sequence are no longer kept. Read the completion instead. */
export class StreamGapError extends CodexServeError {
  override readonly name = 'StreamGapError';
  /** The oldest sequence that can still be replayed. */
  readonly oldestSequence: number;

  constructor(after: number, oldestSequence: number) {
    super(
      'stream_gap',
      `Events after ${after} are no longer kept; the oldest is ${oldestSequence}. Read the completion for its text so far.`,
      { param: 'after' },
    );
    this.oldestSequence = oldestSequence;
  }
}
