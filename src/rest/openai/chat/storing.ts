import type { Request } from 'express';
import { InvalidRequestError } from '../../../errors/errors.ts';
import type { StoredCompletions } from '../stored/stored-completions.ts';
import { unsupportedValue } from '../validation/faults.ts';
import { toAnswerBody } from './answer.ts';
import type { Answer } from './answer.ts';
import type { ChatRequest } from './chat-request.ts';

/** Stores an answer that has ended well. Resolves to whether it could. */
export type Storing = (answer: Answer) => Promise<boolean>;

/**
 * What to do with the answer where the request asks for it to be stored; null where it does not.
 * A failure is logged, since the answer itself is no worse for it. Throws `InvalidRequestError`
 * where nothing is stored here.
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

function notStoring(): InvalidRequestError {
  const { code, message } = unsupportedValue('true', 'false');
  return new InvalidRequestError(code, message('store'), { param: 'store' });
}
