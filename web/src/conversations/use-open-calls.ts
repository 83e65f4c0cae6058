import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../hooks/context.ts';
import { ConversationItemsDocument } from './generated/graphql.ts';
import { callsWithoutOutput, isAnswered, openCalls, type Call, type Turn } from './timeline.ts';

/**
 * The calls whose outputs the next message has to bring. Before the first answer they are those of the
 * last items outside of the turns: of a fork, or added over the REST API.
 */
export function useOpenCalls(id: string, turns: readonly Turn[]): readonly Call[] {
  const { api } = useApp();
  const [earlier, setEarlier] = useState<readonly Call[]>([]);
  const isAfterAnswer = turns.some((turn) => isAnswered(turn));
  useEffect(() => {
    if (isAfterAnswer) return undefined;
    const stop = new AbortController();
    api.send(ConversationItemsDocument, { id, before: null }, stop.signal).then(
      ({ conversation }) =>
        setEarlier(callsWithoutOutput(conversation?.items.edges.map(({ node }) => node) ?? [])),
      // `EarlierItems` sends the same query, and shows what it failed with.
      () => {},
    );
    return () => stop.abort();
  }, [api, id, isAfterAnswer]);
  return isAfterAnswer ? openCalls(turns) : earlier;
}
