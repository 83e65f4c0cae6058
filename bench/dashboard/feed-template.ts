import type { WebSocket } from 'ws';
import { z } from 'zod';

/** A message of which any number of rows is made, with the fields that the page asked for. */
export interface Template {
  /** Tells the page that the row of that number runs, and how many tokens it has. */
  readonly send: (row: number, tokens: number) => void;
}

const fields = z.record(z.string(), z.unknown());

/** What a subscription to the activity gets for a completion. */
const activityMessage = z.looseObject({
  type: z.literal('next'),
  id: z.string(),
  payload: z.looseObject({
    data: z.looseObject({ activity: z.looseObject({ completion: fields }) }),
  }),
});

/** Makes one of a message of the subscription with that id; undefined where it has no completion. */
export function createTemplate(
  text: string,
  subscription: string,
  page: WebSocket,
): Template | undefined {
  const { data: message } = activityMessage.safeParse(JSON.parse(text));
  if (message?.id !== subscription) return undefined;
  const { completion, ...activity } = message.payload.data.activity;
  const startedAt = Date.now();
  return {
    send(row, tokens) {
      const changed = { ...completion, ...runningRow(row, tokens, startedAt) };
      page.send(
        JSON.stringify({
          ...message,
          payload: { data: { activity: { ...activity, completion: changed } } },
        }),
      );
    },
  };
}

function runningRow(row: number, tokens: number, startedAt: number): Record<string, unknown> {
  const id = `chatcmpl-${row.toString().padStart(24, '0')}`;
  const createdAt = new Date(startedAt - row * 10).toISOString();
  return {
    id,
    completionId: id,
    requestId: `req_${row}`,
    status: 'RUNNING',
    createdAt,
    firstTokenAt: createdAt,
    endedAt: null,
    usage: null,
    finishReason: null,
    errorCode: null,
    outputTokensSoFar: tokens,
    textLength: 4 * tokens,
  };
}
