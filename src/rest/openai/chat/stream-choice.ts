import type { Completion } from '../../../codex/completion/completion.ts';
import type { CompletionEvent } from '../../../codex/completion/events.ts';
import { LosslessStream } from '../../../codex/completion/lossless-stream.ts';
import type { SseResponse } from '../../../http/answer/sse-response.ts';
import { finishReason } from './answer.ts';
import { createCallWriter } from './call-writer.ts';
import type { AnswerShape } from './answer-shape.ts';
import { createLogprobReader } from '../../../codex/completion/token-logprobs.ts';
import { toAnnotations } from './answer-extras.ts';
import type { ChoiceFormat } from './chunks.ts';
import { thinkEnd, thinkStart } from './reasoning-format.ts';

/** The chunks that an event becomes, which may be none. Throws what failed. */
export type EventWriter = (event: CompletionEvent) => readonly string[];

/** How the events of a choice are written. */
export interface ChoiceWriting {
  readonly format: ChoiceFormat;
  /** The completion whose events they are. */
  readonly completion: Pick<Completion, 'logprobs' | 'items' | 'text'>;
  readonly shape: AnswerShape;
  /** Called at the end: request options that the answer does not honor. */
  readonly unmet: () => readonly string[];
  /** Called before the first chunk that is no reasoning, and before the last one. May throw. */
  readonly settle: () => void;
}

/**
 * Writes one choice's events as chunks until the last one. Waits for a slow client, which gets all
 * of the text, in larger chunks when it is far behind.
 * Rejects with what the writer throws; ends silently when the signal aborts.
 */
export async function streamChoice(
  sse: SseResponse,
  completion: Completion,
  write: EventWriter,
  signal: AbortSignal,
): Promise<void> {
  const events = new LosslessStream(completion);
  signal.addEventListener('abort', () => void events.return(), { once: true });
  for await (const event of events) {
    // Another choice may have failed, and its error must stay the last event.
    if (signal.aborted) return;
    for (const chunk of write(event)) {
      if (!sse.send(chunk)) await sse.drained(signal);
    }
  }
}

/**
 * Writes the events of one choice of a chat; the role goes before whatever comes first. Throws the
 * error of a failed completion.
 */
export function createChoiceWriter({
  format,
  completion,
  shape,
  unmet,
  settle,
}: ChoiceWriting): EventWriter {
  const [contentStart, contentEnd] = format.contentFrame;
  const calls = createCallWriter(
    shape.isLegacy ? format.functionCall : format.toolCalls,
    shape.isLegacy,
  );
  const tokens = shape.hasLogprobs ? createLogprobReader(completion) : null;
  let thoughtsLength = 0;
  let hasRefused = false;
  let hasBegun = false;
  let isSettled = false;
  let isThinking = false;

  const begun = (chunks: string[]): string[] => {
    if (hasBegun || chunks.length === 0) return chunks;
    hasBegun = true;
    return [format.role(), ...chunks];
  };
  const content = (text: string): string => contentStart + JSON.stringify(text) + contentEnd;
  const thought = (text: string): string => {
    thoughtsLength += text.length;
    return content(text);
  };
  const answer = (text: string): string =>
    tokens === null ? content(text) : format.contentWithLogprobs(text, tokens.next(text));
  const answered = (chunks: string[]): string[] => {
    if (!isSettled) settle();
    isSettled = true;
    if (!isThinking) return begun(chunks);
    isThinking = false;
    return begun([thought(thinkEnd), ...chunks]);
  };
  const reasoning = (text: string): string[] => {
    if (shape.reasoning === 'none') return [];
    if (shape.reasoning !== 'think') return [format.reasoning(shape.reasoning, text)];
    const start = isThinking ? '' : thinkStart;
    isThinking = true;
    return [thought(start + text)];
  };

  const cited = (): string[] => {
    const annotations = toAnnotations(completion, thoughtsLength);
    return annotations.length === 0 ? [] : [format.annotations(annotations)];
  };

  return (event) => {
    switch (event.type) {
      case 'delta':
        return answered([answer(event.text)]);
      case 'reasoning-delta':
        return begun(reasoning(event.text));
      case 'refusal-delta':
        hasRefused = true;
        return answered([format.refusal(event.text)]);
      case 'call-added':
        return answered(calls.added(event.call, event.index));
      case 'call-delta':
        return answered(calls.delta(event.index, event.text));
      case 'tool-call':
        return answered(calls.whole(event.call, event.index));
      case 'done':
        isSettled = false;
        return answered([
          ...calls.end(),
          ...cited(),
          ...(event.refusal === undefined || hasRefused ? [] : [format.refusal(event.refusal)]),
          format.finish(finishReason(event.finishReason, shape), unmet()),
        ]);
      case 'failed':
        throw event.error;
      case 'started':
      default:
        return [];
    }
  };
}
