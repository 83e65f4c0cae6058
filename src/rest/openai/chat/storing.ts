import type { Request } from 'express';
import { ConversationError } from '../../../errors/errors.ts';
import type { StoredCompletions } from '../stored/stored-completions.ts';
import { toAnswerBody } from './answer.ts';
import type { Answer } from './answer.ts';
import type { ChatRequest } from './chat-request.ts';

/** Stores an answer that has ended well. Resolves to whether it could. */
export type Storing = (answer: Answer) => Promise<boolean>;

/**
 * What to do with the answer where the request asks for it to be stored; null where it does not.
 * A failure is logged, since the answer itself is no worse for it. Throws
 * `ConversationError` where nothing is kept here.
 */
export function storingOf(
  req: Request,
  { completion, toStore }: ChatRequest,
  store: StoredCompletions | undefined,
): Storing | null {
  if (toStore === null) return null;
  if (store === undefined) throw notStoring();
  const { id: client } = completion.caller;
  return async (answer) => {
    try {
      const results = await Promise.all(
        answer.choices.map(async (choice) => await choice.result()),
      );
      await store.save({ client, completion: toAnswerBody(answer, results), ...toStore });
      return true;
    } catch (error) {
      req.log.error({ err: error }, 'the completion could not be stored');
      return false;
    }
  };
}

function notStoring(): ConversationError {
  return new ConversationError(
    'store_off',
    "'store' cannot be true: this gateway keeps no answers, because it runs with --store off.",
    { param: 'store' },
  );
}
