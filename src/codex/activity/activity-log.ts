import { randomBytes } from 'node:crypto';
import { InvalidRequestError } from '../../errors/errors.ts';
import { ActivityReader, type NumberedActivity } from './activity-reader.ts';
import type { Activity, ActivityBody } from './activity.ts';
import type { Completion } from '../completion/completion.ts';
import type { LifecycleListener, PlacedToolCall } from '../completion/lifecycle-listener.ts';
import { EventLog } from '../streams/event-log.ts';
import type { EventStream } from '../streams/event-stream.ts';

/** Minimum number of recent activities that can be replayed, while their completions are kept. */
const keptActivity = 1024;

/** Stands for a cursor of an earlier run, whose later activity is lost. */
const earlierRun = -2;

/**
 * Logs the activity of all completions, for any number of readers. When a completion is forgotten
 * elsewhere, its activity is dropped as well.
 */
export class ActivityLog implements LifecycleListener {
  /** Distinguishes cursors of this run of the gateway from those of other runs. */
  readonly #run = randomBytes(4).toString('hex');
  readonly #log = new EventLog<NumberedActivity>(keptActivity);
  /** The place of each completion's last activity. */
  readonly #ends = new WeakMap<Completion, number>();

  /** The cursor of the last activity; `read` continues after it. */
  get cursor(): string {
    return this.#cursorOf(this.#log.lastSequence);
  }

  queued(completion: Completion): void {
    this.#record(completion, { type: 'queued' });
  }

  started(completion: Completion): void {
    this.#record(completion, { type: 'started' });
  }

  firstToken(completion: Completion): void {
    this.#record(completion, { type: 'first-token' }, completion.firstTokenAt);
  }

  toolCall(completion: Completion, { call, index }: PlacedToolCall): void {
    this.#record(completion, { type: 'tool-call', call, index });
  }

  ended(completion: Completion): void {
    const { status } = completion;
    const type = status === 'failed' || status === 'cancelled' ? status : 'finished';
    this.#record(completion, { type }, completion.endedAt);
  }

  /** Drops an ended completion, and all activity up to its end. */
  forget(completion: Completion): void {
    this.#log.forgetThrough(this.#ends.get(completion) ?? -1);
  }

  /** Closes the log. Readers end after the last activity. */
  complete(): void {
    this.#log.complete();
  }

  /**
   * Streams the activity after that cursor (absent: from now on). A gap replaces activity that is
   * no longer kept. Throws `InvalidRequestError` for an invalid cursor.
   */
  read(after?: string): EventStream<Activity> {
    const start = after === undefined ? this.#log.lastSequence : this.#placeOf(after);
    return new ActivityReader(this.#log, start, {
      cursorOf: (sequence) => this.#cursorOf(sequence),
      hasRestarted: start === earlierRun,
    });
  }

  /** Adds what happened in a completion, and wakes the readers. */
  #record(completion: Completion, body: ActivityBody, when: Date | null = null): void {
    const at = when ?? new Date();
    this.#log.append((sequence) => Object.assign({ sequence, at, completion }, body));
    this.#ends.set(completion, this.#log.lastSequence);
  }

  #cursorOf(sequence: number): string {
    return `${this.#run}.${sequence}`;
  }

  #placeOf(cursor: string): number {
    const { run, sequence } =
      /^(?<run>[\da-f]{8})\.(?<sequence>-1|\d{1,15})$/.exec(cursor)?.groups ?? {};
    if (run !== undefined && run !== this.#run) return earlierRun;
    const place = Number(sequence);
    if (place <= this.#log.lastSequence) return place;
    throw new InvalidRequestError(
      'invalid_value',
      'after must be the cursor of activity that has been given out.',
      { param: 'after' },
    );
  }
}
