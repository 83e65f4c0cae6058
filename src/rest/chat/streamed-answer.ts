import type { Response } from 'express';
import type { Completion } from '../../codex/completion/completion.ts';
import { setUnmetHeader } from '../http/field-headers.ts';
import type { SseResponse } from '../http/sse-response.ts';
import { answerHead, assertMet, sumOf, unmetBy } from './answer.ts';
import type { Answer } from './answer.ts';
import { createChoiceWriter } from './choice-writer.ts';
import type { ChoiceWriter } from './choice-writer.ts';
import { createChunkFormat, doneEvent } from './chunks.ts';
import { markFirstToken } from './first-token.ts';
import type { Storing } from './storing.ts';

/** How a stream is written. */
export interface StreamOptions {
  readonly includesUsage: boolean;
  /** Called before the end of an answer that is to be stored. */
  readonly storing: Storing | null;
  /** Whether a wish that is not met fails the answer. */
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
  const beforeFirst = (completion: Completion): void => {
    if (isStrict) assertMet(completion);
    setUnmetHeader(res, unmetBy(answer));
  };
  await Promise.all(
    answer.choices.map(async (completion, index) => {
      const write = createChoiceWriter(format.choice(index), answer.shape);
      await streamChoice(res, sse, completion, { write, beforeFirst }, signal);
    }),
  );
  signal.throwIfAborted();
  await storing?.(answer);
  const usage = sumOf(answer.choices.map((completion) => completion.usage));
  if (includesUsage && usage) sse.send(format.usage(usage));
  sse.send(doneEvent);
}

interface ChoiceOutput {
  readonly write: ChoiceWriter;
  /** Called once, when what the answer does not meet is settled. May throw. */
  readonly beforeFirst: (completion: Completion) => void;
}

async function streamChoice(
  res: Response,
  sse: SseResponse,
  completion: Completion,
  { write, beforeFirst }: ChoiceOutput,
  signal: AbortSignal,
): Promise<void> {
  const events = completion.events();
  signal.addEventListener('abort', () => void events.return?.(), { once: true });
  let isSettled = false;
  for await (const event of events) {
    // Another choice may have failed, and its error must stay the last event.
    if (signal.aborted) return;
    const chunks = write(event);
    if (chunks.length === 0) continue;
    if (event.type === 'delta' || event.type === 'tool-call') markFirstToken(res);
    if (event.type !== 'reasoning-delta' && !isSettled) {
      isSettled = true;
      beforeFirst(completion);
    }
    for (const chunk of chunks) {
      if (!sse.send(chunk)) await sse.drained(signal);
    }
  }
}
