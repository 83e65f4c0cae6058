/** An event of a response before it has its number. */
export interface EventBody {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** An event of a response as clients get it: as `data` of an event stream, or as a WebSocket frame. */
export interface ResponseEvent extends EventBody {
  /** Counts from 0 without a gap. */
  readonly sequence_number: number;
}

/** Where an item stands in a response, as each of its events says. */
export interface ItemPlace {
  readonly item_id: string;
  readonly output_index: number;
}

/** An event as an event stream holds it. */
export function toSse(event: ResponseEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
