import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ApiError } from '../api/api-error.ts';
import { useApp } from '../hooks/context.ts';
import { useAction, type Action } from '../hooks/use-action.ts';
import {
  ConversationEarlierTurnsDocument,
  ConversationFollowDocument,
} from './generated/graphql.ts';
import { unreadTimeline, withEarlier, withEvent, type Timeline } from './timeline.ts';

/** A conversation that is followed. */
export interface FollowedTimeline {
  readonly timeline: Timeline;
  /** The subscription cannot continue. */
  readonly error: ApiError | undefined;
  /** Reads the turns before those that are there. */
  readonly readEarlier: () => void;
  readonly reading: Action;
}

/** Follows a conversation: its last turns, and what happens to it, over every API. */
export function useTimeline(id: string): FollowedTimeline {
  const { api } = useApp();
  const [timeline, setTimeline] = useState<Timeline>(unreadTimeline);
  const [error, setError] = useState<ApiError>();
  const reading = useAction();
  useEffect(() => {
    setTimeline(unreadTimeline);
    setError(undefined);
    return api.subscribe(
      ConversationFollowDocument,
      { id },
      {
        next: ({ conversation }) => setTimeline((before) => withEvent(before, conversation)),
        failed: setError,
      },
    );
  }, [api, id]);
  const { run } = reading;
  const { earlierBefore } = timeline;
  const readEarlier = useCallback(() => {
    if (earlierBefore === null) return;
    void run(async () => {
      const variables = { id, before: earlierBefore };
      const { conversation } = await api.send(ConversationEarlierTurnsDocument, variables);
      if (conversation) setTimeline((before) => withEarlier(before, conversation.turns));
    });
  }, [api, id, earlierBefore, run]);
  return { timeline, error, readEarlier, reading };
}
