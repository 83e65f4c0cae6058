import type { Response } from 'express';
import { setUnmetHeader } from '../../../http/answer/field-headers.ts';
import type { Storing } from './storing.ts';
import { assertMet, toAnswerBody, unmetBy } from './answer.ts';
import type { Answer } from './answer.ts';

/**
 * Waits for the end of every choice, has them stored where that is asked for, and answers with all
 * of them. Rejects with the first error.
 */
export async function sendWholeAnswer(
  res: Response,
  answer: Answer,
  storing: Storing | null,
  isStrict: boolean,
): Promise<void> {
  const results = await Promise.all(answer.choices.map(async (choice) => await choice.result()));
  if (isStrict) for (const choice of answer.choices) assertMet(choice);
  const isStored = (await storing?.(answer)) ?? true;
  setUnmetHeader(res, [...unmetBy(answer), ...(isStored ? [] : ['store'])]);
  res.json(toAnswerBody(answer, results));
}
