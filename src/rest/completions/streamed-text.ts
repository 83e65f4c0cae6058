import type { Response } from 'express';
import type { CompletionEvent } from '../../codex/completion/events.ts';
import { doneEvent } from '../chat/chunks.ts';
import { markFirstToken } from '../chat/first-token.ts';
import type { SseResponse } from '../http/sse-response.ts';
import { createTextChunkFormat, usageOf } from './text-completion.ts';
import type { RunningChoice, RunningChoices, TextChunkFormat } from './text-completion.ts';

/**
 * Writes the events of every choice as chunks, those of several choices in the order in which they
 * happen. Rejects with the error of the first choice that fails, after which the caller must abort
 * the signal, and with the signal's reason when the client leaves.
 */
export async function streamText(
  res: Response,
  sse: SseResponse,
  choices: RunningChoices,
  includesUsage: boolean,
  signal: AbortSignal,
): Promise<void> {
  const format = createTextChunkFormat(choices, includesUsage);
  await Promise.all(
    choices.map(async (choice, index) => {
      const write = createWriter(choice, index, format);
      await streamChoice(res, sse, choice, write, signal);
    }),
  );
  signal.throwIfAborted();
  const usage = usageOf(choices);
  if (includesUsage && usage) sse.send(format.usage(usage));
  sse.send(doneEvent);
}

type Writer = (event: CompletionEvent) => readonly string[];

async function streamChoice(
  res: Response,
  sse: SseResponse,
  { completion }: RunningChoice,
  write: Writer,
  signal: AbortSignal,
): Promise<void> {
  const events = completion.events();
  signal.addEventListener('abort', () => void events.return?.(), { once: true });
  for await (const event of events) {
    // Another choice may have failed, and its error must stay the last event.
    if (signal.aborted) return;
    if (event.type === 'delta') markFirstToken(res);
    for (const chunk of write(event)) {
      if (!sse.send(chunk)) await sse.drained(signal);
    }
  }
}

/** The chunks that an event becomes; an echoed prompt goes before the first. Throws what failed. */
function createWriter({ prefix }: RunningChoice, index: number, format: TextChunkFormat): Writer {
  let isEchoed = prefix === '';
  const begun = (chunk: string): string[] => {
    if (isEchoed) return [chunk];
    isEchoed = true;
    return [format.text(index, prefix), chunk];
  };
  return (event) => {
    switch (event.type) {
      case 'delta':
        return begun(format.text(index, event.text));
      case 'done':
        return begun(format.finish(index, event.finishReason));
      case 'failed':
        throw event.error;
      case 'started':
      case 'reasoning-delta':
      case 'tool-call':
      default:
        return [];
    }
  };
}
