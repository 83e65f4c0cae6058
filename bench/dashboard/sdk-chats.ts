import OpenAI from 'openai';
import { model } from '../load/lane.ts';

/** A streamed chat that has begun. */
export interface SdkChat {
  readonly id: string;
  /** When it was asked for, by `Date.now()`. */
  readonly startedAt: number;
  /** Resolves at its end. Rejects where the answer was not whole. */
  readonly ended: Promise<void>;
}

/** Starts a streamed chat of the `openai` SDK, and resolves with its first chunk. */
export type StartChat = (prompt: string) => Promise<SdkChat>;

/** The SDK as a program uses it. */
export function sdkChats(url: string): StartChat {
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'none', maxRetries: 0 });
  return async (prompt) => {
    const startedAt = Date.now();
    const stream = await client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: prompt }],
      stream: true,
    });
    const chunks = stream[Symbol.asyncIterator]();
    const first = await chunks.next();
    if (first.done === true) throw new Error('The stream has no chunk');
    return { id: first.value.id, startedAt, ended: readToEnd(chunks) };
  };
}

async function readToEnd(chunks: AsyncIterator<OpenAI.Chat.ChatCompletionChunk>): Promise<void> {
  let finishReason: string | null = null;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    finishReason = next.value.choices[0]?.finish_reason ?? finishReason;
  }
  if (finishReason !== 'stop') throw new Error(`An answer ended with ${finishReason}`);
}
