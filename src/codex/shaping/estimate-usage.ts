import type { Usage } from '../completion/events.ts';
import type { CompletionRequest, Message } from '../completion/request.ts';
import { countTokens } from './tokenizer.ts';

/** Tokens of a message besides its content, as counted in OpenAI's cookbook. */
const tokensPerMessage = 3;

/** Tokens of a picture of 1024 by 1024 pixels at high detail, from OpenAI's guide to vision. */
const tokensPerImage = 765;

/** Texts up to this many code units are counted fully, longer ones by samples, in at most 10 ms. */
const countedLength = 32_768;
const samples = 16;

/**
 * Estimates the usage of an answer if the service reports none, as for a turn that was interrupted
 * or that the service ended early. Counts the known texts with the tokenizer, so without reasoning,
 * cached tokens and whatever the service adds.
 *
 * @param outputTokens Tokens of the answer's text.
 */
export function estimateUsage(request: CompletionRequest, outputTokens: number): Usage {
  const inputTokens = estimateInputTokens(request);
  return {
    inputTokens,
    cachedInputTokens: 0,
    cacheWriteInputTokens: 0,
    outputTokens,
    reasoningOutputTokens: 0,
    totalTokens: inputTokens + outputTokens,
    isEstimated: true,
  };
}

/** Estimates the tokens of what the model is shown: the conversation, the tools, and a schema. */
export function estimateInputTokens(request: CompletionRequest): number {
  const { messages, tools = [], rawTools = [], format } = request;
  const schema = format?.type === 'json_schema' ? [format.schema] : [];
  const objects = [...tools, ...rawTools, ...schema].map((object) => JSON.stringify(object));
  const texts = [...messages.flatMap(textsOf), ...objects];
  const pictures = messages.flatMap(({ content }) =>
    [...content].filter(({ type }) => type === 'image'),
  );
  return (
    estimateTokens(texts.join('\n')) +
    messages.length * tokensPerMessage +
    pictures.length * tokensPerImage
  );
}

/** Estimates the tokens of a text: exact up to 32,768 code units, from spread samples beyond. */
export function estimateTokens(text: string): number {
  if (text.length <= countedLength) return countTokens(text);
  const step = text.length / samples;
  const sampleLength = countedLength / samples;
  const starts = Array.from({ length: samples }, (_, index) => Math.floor(index * step));
  const counted = starts.reduce(
    (sum, start) => sum + countTokens(text.slice(start, start + sampleLength)),
    0,
  );
  return Math.ceil((counted * text.length) / countedLength);
}

function textsOf(message: Message): string[] {
  const texts = message.content.flatMap((part) => (part.type === 'text' ? [part.text] : []));
  const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : [];
  const item = message.role === 'item' ? [JSON.stringify(message.item)] : [];
  return [...texts, ...calls.flatMap(({ name, input }) => [name, input]), ...item];
}
