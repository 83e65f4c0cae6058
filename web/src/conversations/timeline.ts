import type {
  ConversationFollowSubscription,
  ConversationHeadFragment,
  ConversationItemViewFragment,
  ConversationTurnsFragment,
  ConversationTurnViewFragment,
} from './generated/graphql.ts';

/** An event of the conversation that is read. */
export type ConversationEvent = ConversationFollowSubscription['conversation'];

/** A turn of it. */
export type Turn = ConversationTurnViewFragment;

/** An item of it. */
export type Item = ConversationItemViewFragment;

/** What the page knows of a conversation. */
export interface Timeline {
  /** Undefined until the gateway has answered. */
  readonly head: ConversationHeadFragment | undefined;
  /** Oldest first; the last ones, and the earlier ones that were asked for. */
  readonly turns: readonly Turn[];
  /** The place before which the earlier turns stand; null where there are none. */
  readonly earlierBefore: string | null;
  readonly end: 'none' | 'deleted' | 'unavailable';
  readonly error: { readonly code: string; readonly message: string } | undefined;
}

/** A conversation of which nothing is known. */
export const unreadTimeline: Timeline = {
  head: undefined,
  turns: [],
  earlierBefore: null,
  end: 'none',
  error: undefined,
};

/** A timeline after an event. The same event twice changes nothing. */
export function withEvent(timeline: Timeline, event: ConversationEvent): Timeline {
  switch (event.__typename) {
    case 'ConversationState':
      return withState({ ...timeline, head: event.conversation }, event.conversation.turns);
    case 'ConversationChanged':
      return { ...timeline, head: event.conversation };
    case 'ConversationTurnStarted':
    case 'ConversationTurnEnded':
      return { ...timeline, turns: withTurn(timeline.turns, event.turn) };
    case 'ConversationDeleted':
      return { ...timeline, end: 'deleted' };
    case 'ConversationUnavailable':
      return { ...timeline, end: 'unavailable', error: event.error };
  }
}

/** A timeline with a page of turns before those that it has. */
export function withEarlier(timeline: Timeline, page: ConversationTurnsFragment): Timeline {
  const known = new Set(timeline.turns.map(({ id }) => id));
  const earlier = page.edges.map(({ node }) => node).filter(({ id }) => !known.has(id));
  return {
    ...timeline,
    turns: [...earlier, ...timeline.turns],
    earlierBefore: page.pageInfo.hasPreviousPage ? page.pageInfo.startCursor : null,
  };
}

/**
 * The last turns, once more after a lost connection. Earlier ones stay, unless there may be others
 * between them and the new ones.
 */
function withState(timeline: Timeline, page: ConversationTurnsFragment): Timeline {
  const turns = page.edges.map(({ node }) => node);
  const start = page.pageInfo.hasPreviousPage ? page.pageInfo.startCursor : null;
  const first = timeline.turns.findIndex(({ id }) => id === turns[0]?.id);
  if (first <= 0) return { ...timeline, turns, earlierBefore: start };
  return { ...timeline, turns: [...timeline.turns.slice(0, first), ...turns] };
}

function withTurn(turns: readonly Turn[], turn: Turn): readonly Turn[] {
  const at = turns.findIndex(({ id }) => id === turn.id);
  if (at === -1) return [...turns, turn];
  // The news of a start may come after the state that shows the end.
  if (isRunning(turn) && !isRunning(turns[at] ?? turn)) return turns;
  return turns.with(at, turn);
}

/** Whether a turn has not ended yet. */
export function isRunning({ status }: Pick<Turn, 'status'>): boolean {
  return status === 'QUEUED' || status === 'IN_PROGRESS';
}

/** A call of a tool, in the words of the API. */
export type Call = Extract<Item, { __typename: 'ToolCallItem' }>['toolCall'];

/** The calls of the last answer, whose outputs the next message has to bring. */
export function openCalls(turns: readonly Turn[]): readonly Call[] {
  // A turn that failed leaves the calls of the one before open.
  const last = turns.findLast((turn) => isAnswered(turn));
  return last?.status === 'COMPLETED' ? callsWithoutOutput(last.output) : [];
}

/** Whether a turn became a part of what the model is told. */
export function isAnswered({ status }: Pick<Turn, 'status'>): boolean {
  return status === 'COMPLETED' || status === 'INCOMPLETE';
}

/** The calls among items that have no output there. */
export function callsWithoutOutput(items: readonly Item[]): readonly Call[] {
  const answered = new Set(
    items.flatMap((item) => (item.__typename === 'ToolOutputItem' ? [item.callId] : [])),
  );
  return items
    .flatMap((item) => (item.__typename === 'ToolCallItem' ? [item.toolCall] : []))
    .filter(({ callId }) => !answered.has(callId));
}

/** The names of all called tools by the id of the call. */
export function callNames(items: readonly Item[]): ReadonlyMap<string, string> {
  return new Map(
    items.flatMap((item) =>
      item.__typename === 'ToolCallItem' ? [[item.toolCall.callId, nameOfCall(item.toolCall)]] : [],
    ),
  );
}

/** The name of a called tool, with its namespace. */
export function nameOfCall({ name, namespace }: Pick<Call, 'name' | 'namespace'>): string {
  return namespace === null ? name : `${namespace}.${name}`;
}
