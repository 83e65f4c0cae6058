import { useEffect, useState } from 'preact/hooks';
import type { ApiError } from '../api/api-error.ts';
import { useApp } from '../hooks/context.ts';
import { createAnswer, type Answer } from './answer.ts';
import { WatchItemsDocument } from './generated/graphql.ts';

/**
 * Watches the answer of a completion. A lost connection continues after the last event, so each token
 * comes once.
 */
export function useAnswer(id: string): {
  readonly answer: Answer;
  readonly error: ApiError | undefined;
} {
  const { api } = useApp();
  const [watched, setWatched] = useState<{ answer: Answer; error?: ApiError }>(() => ({
    answer: createAnswer(),
  }));
  useEffect(() => {
    const answer = createAnswer();
    setWatched({ answer });
    const variables = {
      id,
      get after() {
        return answer.sequence();
      },
    };
    return api.subscribe(WatchItemsDocument, variables, {
      next: ({ chatCompletionItems }) => answer.apply(chatCompletionItems),
      failed: (error) => setWatched({ answer, error }),
    });
  }, [api, id]);
  return { answer: watched.answer, error: watched.error };
}
