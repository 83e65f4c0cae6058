import type {
  ChatMessage,
  ChatResponseChunk,
  ToolCallLLMMessageOptions,
} from '@llamaindex/core/llms';
import { tool } from '@llamaindex/core/tools';
import { OpenAI } from '@llamaindex/openai';
import { z } from 'zod';
import { openAbortScope } from '../../../src/util/abort-scope.ts';
import type { Ask, CreateClient, TestTool } from '../client.ts';
import { statusOf } from './status-of.ts';

type Message = ChatMessage<ToolCallLLMMessageOptions>;

/**
 * LlamaIndex's `OpenAI`: `chat`, and `exec` for its tools. The way to leave is an option of the SDK
 * below it: a `break` out of its streams does not get through to them.
 */
export const createLlamaIndexClient: CreateClient = (baseURL, apiKey) => {
  const llmOf = ({ model = 'gpt-5.5', effort, hasBadField, signal }: Ask): OpenAI =>
    new OpenAI({
      model,
      apiKey,
      baseURL,
      maxRetries: 0,
      ...(effort && { reasoningEffort: effort }),
      ...(hasBadField && { temperature: 9 }),
      ...(signal && { additionalSessionOptions: { fetch: fetchUntil(signal) } }),
    });
  return {
    showsReasoning: false,
    async whole(ask) {
      const { message } = await llmOf(ask).chat({ messages: messagesOf(ask) });
      return { text: textOf(message) };
    },
    async streamed(ask) {
      return {
        text: await read(await llmOf(ask).chat({ messages: messagesOf(ask), stream: true }), ask),
      };
    },
    async withTools(ask, testTools, isStreamed) {
      const llm = llmOf(ask);
      const tools = testTools.map(runnable);
      const messages = messagesOf(ask);
      for (;;) {
        if (isStreamed) {
          const result = await llm.exec({ messages, tools, stream: true });
          const text = await read(result.stream, ask);
          messages.push(...result.newMessages());
          if (result.toolCalls.length === 0) return { text };
        } else {
          const { newMessages, toolCalls } = await llm.exec({ messages, tools });
          messages.push(...newMessages);
          if (toolCalls.length === 0) return { text: textOf(messages.at(-1)) };
        }
      }
    },
    async object(ask, schema, isStreamed) {
      const request = { messages: messagesOf(ask), responseFormat: schema };
      const json = isStreamed
        ? await read(await llmOf(ask).chat({ ...request, stream: true }), ask)
        : textOf((await llmOf(ask).chat(request)).message);
      return JSON.parse(json);
    },
    failureOf: (error) => ({
      status: statusOf(error),
      message: error instanceof Error ? error.message : '',
    }),
  };
};

function fetchUntil(signal: AbortSignal): typeof fetch {
  return async (input, init) => {
    const signals = [signal, ...(init?.signal ? [init.signal] : [])];
    return await fetch(input, { ...init, signal: openAbortScope({ signals }).signal });
  };
}

function messagesOf({ prompt }: Ask): Message[] {
  return [{ role: 'user', content: prompt }];
}

function textOf(message?: Message): string {
  return typeof message?.content === 'string' ? message.content : '';
}

async function read(chunks: AsyncIterable<ChatResponseChunk>, { onText }: Ask): Promise<string> {
  let text = '';
  for await (const { delta } of chunks) {
    text += delta;
    if (delta !== '') onText?.(delta);
  }
  return text;
}

function runnable({ name, description, argument, run }: TestTool) {
  return tool({
    name,
    description,
    parameters: z.object({ [argument]: z.string() }),
    execute: (input: Record<string, string>) => run(input[argument] ?? ''),
  });
}
