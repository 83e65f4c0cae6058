import type { Response } from 'express';
import { setUnmetHeader } from '../../../http/answer/field-headers.ts';
import type { SseResponse } from '../../../http/answer/sse-response.ts';
import { answerHead, assertMet, sumOf, unmetBy } from './answer.ts';
import type { Answer } from './answer.ts';
import { createChunkFormat, doneEvent } from './chunks.ts';
import type { Storing } from './storing.ts';
import { createChoiceWriter, streamChoice } from './stream-choice.ts';

/** How a stream is written. */
export interface StreamOptions {
  readonly includesUsage: boolean;
  /** Called before the end of an answer that will be stored. */
  readonly storing: Storing | null;
  /** Whether the answer fails when it does not honor an option. */
  readonly isStrict: boolean;
}

/**
 * Writes the events of every choice as chunks, those of several choices in the order in which they
 * happen. Rejects with the error of the first choice that fails, after which the caller must abort
 * the signal, and with the signal's reason when the client leaves.
 */
export async function streamAnswer(
  res: Response,
  sse: SseResponse,
  answer: Answer,
  { includesUsage, storing, isStrict }: StreamOptions,
  signal: AbortSignal,
): Promise<void> {
  const format = createChunkFormat(answerHead(answer), includesUsage);
  let running = answer.choices.length;
  await Promise.all(
    answer.choices.map(async (completion, index) => {
      // The last chunk of all speaks for every choice, any other one for its own.
      const unmet = (): readonly string[] => {
        running -= 1;
        return running === 0 ? unmetBy(answer) : completion.unmet;
      };
      const settle = (): void => {
        if (isStrict) assertMet(completion);
        const unmetSoFar = unmetBy(answer);
        if (unmetSoFar.length > 0) setUnmetHeader(res, unmetSoFar);
      };
      const writing = {
        format: format.choice(index),
        completion,
        shape: answer.shape,
        unmet,
        settle,
      };
      await streamChoice(sse, completion, createChoiceWriter(writing), signal);
    }),
  );
  signal.throwIfAborted();
  await storing?.(answer);
  const usage = sumOf(answer.choices.map((completion) => completion.usage));
  if (includesUsage && usage) sse.send(format.usage(usage, unmetBy(answer)));
  sse.send(doneEvent);
}
