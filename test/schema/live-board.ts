import {
  BoardDocument,
  type BoardEventFragment,
  type LiveBoardSubscription,
} from '../generated/graphql.ts';
import { execute, type Answer } from './clients.ts';

/** Whom a test's requests come from. */
export interface Caller {
  readonly authorization?: string;
  readonly 'user-agent'?: string;
}

/** Asks over REST, and gives the completion's id once the answer is whole. */
export async function completeOverRest(
  url: string,
  body: object = {},
  caller: Caller = {},
  signal: AbortSignal | null = null,
): Promise<string> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...caller },
    body: JSON.stringify({
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: 'Hi' }],
      ...body,
    }),
    signal,
  });
  const answer: { readonly id: string } = await response.json();
  return answer.id;
}

/** The cursor that a board begins with. */
export async function boardCursor(
  url: string,
  headers: Record<string, string> = {},
): Promise<string> {
  return (await execute(url, BoardDocument, { first: 0 }, headers)).completions.activityCursor;
}

/**
 * The events of a live board after its confirmation, up to the one that is awaited. Throws on errors
 * that are not data.
 */
export async function boardUntil(
  answers: AsyncIterable<Answer<LiveBoardSubscription>>,
  isLast: (event: BoardEventFragment) => boolean,
): Promise<BoardEventFragment[]> {
  const events: BoardEventFragment[] = [];
  for await (const { data, errors } of answers) {
    if (errors !== undefined || !data) throw new Error(JSON.stringify(errors));
    if (data.activity.__typename === 'ActivitySubscribed') continue;
    events.push(data.activity);
    if (isLast(data.activity)) return events;
  }
  throw new Error('The board ended.');
}

/** Whether an event is the end of one of these completions. */
export function isEndOf(...ids: readonly string[]): (event: BoardEventFragment) => boolean {
  const running = new Set(ids);
  return (event) => {
    const isEnd = /^Activity(Finished|Failed|Cancelled)$/.test(event.__typename);
    if (isEnd && 'completion' in event) running.delete(event.completion.id);
    return running.size === 0;
  };
}
