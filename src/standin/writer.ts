import { outputEvents } from './events.ts';
import type { StreamEvent } from './events.ts';
import { Pace } from './flow.ts';
import type { JsonObject } from './wire/json.ts';
import type { Ending, PlannedResponse } from './response.ts';
import type { EventSink } from './sink.ts';

/** How a response is streamed. */
export interface WriterOptions {
  /** With 0 everything goes at once. */
  readonly tokensPerSecond: number;
  /** Tokens of each text that come as deltas. Default: all. */
  readonly deltaTokens?: number;
}

/** Streams one response into a sink, at a pace or at once, and can be stopped between tokens. */
export class ResponseWriter {
  readonly #response: PlannedResponse;
  readonly #sink: EventSink;
  readonly #pace: Pace | undefined;
  readonly #events: Iterator<StreamEvent>;
  #held: StreamEvent | undefined;
  #sequence = 0;
  #tokens = 0;

  constructor(
    response: PlannedResponse,
    sink: EventSink,
    { tokensPerSecond, deltaTokens }: WriterOptions,
  ) {
    this.#response = response;
    this.#sink = sink;
    this.#pace = tokensPerSecond === 0 ? undefined : new Pace(tokensPerSecond);
    this.#events = outputEvents(response.items, deltaTokens);
  }

  /** Sends `response.created` and `response.in_progress`. */
  async start(): Promise<void> {
    this.#send({ type: 'response.created', response: this.#response.started });
    this.#send({ type: 'response.in_progress', response: this.#response.started });
    if (this.#pace) await this.#sink.flush();
  }

  /** Sends output until `limit` tokens of the answer are out in all, or to its end. */
  async write(limit = Infinity): Promise<void> {
    if (limit === 0) return;
    for (let step = this.#next(); step !== undefined; step = this.#next()) {
      if (step.token === 'answer' && this.#tokens === limit) {
        this.#held = step;
        break;
      }
      if (step.token === 'answer') this.#tokens += 1;
      if (step.token !== undefined) await this.#pace?.nextToken(this.#sink.signal);
      const full = this.#send(step.event);
      if (full || (this.#pace && step.token !== undefined)) await this.#sink.flush();
    }
  }

  /** Sends the last event and ends the stream. */
  finish(ending: Ending): void {
    this.#send({ type: `response.${ending.status}`, response: this.#response.ended(ending) });
    this.#sink.end();
  }

  #next(): StreamEvent | undefined {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) return held;
    const { done, value } = this.#events.next();
    return done === true ? undefined : value;
  }

  #send(event: JsonObject): boolean {
    const numbered = { ...event, sequence_number: this.#sequence };
    this.#sequence += 1;
    return this.#sink.send(numbered);
  }
}
