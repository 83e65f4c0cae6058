import type { Response } from 'express';
import type { Completion } from '../../codex/completion/completion.ts';
import { setUnmetHeader } from '../http/field-headers.ts';
import type { Storing } from './storing.ts';
import { assertMet, toAnswerBody, unmetBy } from './answer.ts';
import type { Answer } from './answer.ts';
import { markFirstToken } from './first-token.ts';

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
  const [results] = await Promise.all([
    Promise.all(answer.choices.map(async (choice) => await choice.result())),
    noteFirstToken(res, answer.choices[0]),
  ]);
  if (isStrict) for (const choice of answer.choices) assertMet(choice);
  const isStored = (await storing?.(answer)) ?? true;
  setUnmetHeader(res, [...unmetBy(answer), ...(isStored ? [] : ['store'])]);
  res.json(toAnswerBody(answer, results));
}

async function noteFirstToken(res: Response, completion: Completion): Promise<void> {
  for await (const { type } of completion.events()) {
    if (type !== 'delta' && type !== 'tool-call') continue;
    markFirstToken(res);
    break;
  }
}
