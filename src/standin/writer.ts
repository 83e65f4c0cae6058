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
  /** Whether the last event leaves the output out. Default: no. */
  readonly emptyOutput?: boolean;
}

/** Streams one response into a sink, at a pace or at once, and can be stopped between tokens. */
export class ResponseWriter {
  readonly #response: PlannedResponse;
  readonly #sink: EventSink;
  readonly #pace: Pace | undefined;
  readonly #events: Iterator<StreamEvent>;
  readonly #emptyOutput: boolean;
  #held: StreamEvent | undefined;
  #sequence = 0;
  #tokens = 0;

  constructor(
    response: PlannedResponse,
    sink: EventSink,
    { tokensPerSecond, deltaTokens, emptyOutput = false }: WriterOptions,
  ) {
    this.#response = response;
    this.#sink = sink;
    this.#pace = tokensPerSecond === 0 ? undefined : new Pace(tokensPerSecond);
    this.#events = outputEvents(response.items, deltaTokens);
    this.#emptyOutput = emptyOutput;
  }

  /** Sends `response.created` and `response.in_progress`, if that many events may be sent. */
  async start(events = Infinity): Promise<void> {
    this.#send({ type: 'response.created', response: this.#response.started });
    if (events < 2) return;
    this.#send({ type: 'response.in_progress', response: this.#response.started });
    if (this.#pace) await this.#sink.flush();
  }

  /**
   * Sends output until `limit` tokens of the answer or `events` events of the response are out in
   * all, or to its end.
   */
  async write(limit = Infinity, events = Infinity): Promise<void> {
    if (limit === 0) return;
    for (let step = this.#next(); step !== undefined; step = this.#next()) {
      const isEnough = step.token === 'answer' && this.#tokens === limit;
      if (isEnough || this.#sequence >= events) {
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
    const response = this.#response.ended(ending);
    const told = this.#emptyOutput ? { ...response, output: [] } : response;
    this.#send({ type: `response.${ending.status}`, response: told });
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
