import { doneEvent } from '../chat/chunks.ts';
import { streamChoice } from '../chat/stream-choice.ts';
import type { EventWriter } from '../chat/stream-choice.ts';
import type { SseResponse } from '../../../http/answer/sse-response.ts';
import { createTextChunkFormat, usageOf } from './text-completion.ts';
import type { RunningChoice, RunningChoices, TextChunkFormat } from './text-completion.ts';

/**
 * Writes the events of every choice as chunks, those of several choices in the order in which they
 * happen. Rejects with the error of the first choice that fails, after which the caller must abort
 * the signal, and with the signal's reason when the client leaves.
 */
export async function streamText(
  sse: SseResponse,
  choices: RunningChoices,
  includesUsage: boolean,
  signal: AbortSignal,
): Promise<void> {
  const format = createTextChunkFormat(choices, includesUsage);
  await Promise.all(
    choices.map(async (choice, index) => {
      const write = createWriter(choice, index, format);
      await streamChoice(sse, choice.completion, write, signal);
    }),
  );
  signal.throwIfAborted();
  const usage = usageOf(choices);
  if (includesUsage && usage) sse.send(format.usage(usage));
  sse.send(doneEvent);
}

/** The chunks that an event becomes; an echoed prompt goes before the first. Throws what failed. */
function createWriter(
  { prefix }: RunningChoice,
  index: number,
  format: TextChunkFormat,
): EventWriter {
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
      case 'refusal-delta':
      case 'call-added':
      case 'call-delta':
      case 'tool-call':
      default:
        return [];
    }
  };
}
