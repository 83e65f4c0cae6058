import {
  AIMessageChunk,
  HumanMessage,
  type BaseMessage,
  type UsageMetadata,
} from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI } from '@langchain/openai';
import { z } from 'zod';
import type { Answer, Ask, CreateClient, TestTool } from '../client.ts';
import { statusOf } from './status-of.ts';

/** LangChain's `ChatOpenAI`: `invoke`, `stream`, `bindTools` and `withStructuredOutput`. */
export const createLangChainClient: CreateClient = (baseURL, apiKey) => {
  const modelOf = ({ model = 'gpt-5.5', effort, hasBadField }: Ask): ChatOpenAI =>
    new ChatOpenAI({
      model,
      apiKey,
      configuration: { baseURL },
      maxRetries: 0,
      ...(effort && { reasoning: { effort } }),
      ...(hasBadField && { modelKwargs: { safety_identifier: 'x'.repeat(500) } }),
    });
  return {
    showsReasoning: false,
    async whole(ask) {
      return answerOf(await modelOf(ask).invoke(ask.prompt, signalOf(ask)));
    },
    async streamed(ask) {
      return answerOf(await read(await modelOf(ask).stream(ask.prompt, signalOf(ask)), ask));
    },
    async withTools(ask, tools, isStreamed) {
      const runnables = tools.map(runnable);
      const { forced } = ask;
      let model = modelOf(ask).bindTools(runnables, forced ? { tool_choice: forced } : {});
      const messages: BaseMessage[] = [new HumanMessage(ask.prompt)];
      for (;;) {
        const message = isStreamed
          ? await read(await model.stream(messages), ask)
          : await model.invoke(messages);
        messages.push(message);
        model = modelOf(ask).bindTools(runnables);
        if (!message.tool_calls?.length) return answerOf(message);
        for (const call of message.tool_calls) {
          const called = runnables.find(({ name }) => name === call.name);
          if (called) messages.push(await called.invoke({ ...call, type: 'tool_call' }));
        }
      }
    },
    async object(ask, schema, isStreamed) {
      const model = modelOf(ask).withStructuredOutput(schema, { method: 'jsonSchema' });
      if (!isStreamed) return await model.invoke(ask.prompt);
      let last: unknown;
      for await (const partial of await model.stream(ask.prompt)) last = partial;
      return last;
    },
    failureOf: (error) => ({
      status: statusOf(error),
      message: error instanceof Error ? error.message : '',
    }),
  };
};

function signalOf({ signal }: Ask): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}

async function read(
  chunks: AsyncIterable<AIMessageChunk>,
  { onText }: Ask,
): Promise<AIMessageChunk> {
  let whole = new AIMessageChunk('');
  for await (const chunk of chunks) {
    whole = whole.concat(chunk);
    if (chunk.text !== '') onText?.(chunk.text);
  }
  return whole;
}

function answerOf(message: AIMessageChunk): Answer {
  return {
    text: message.text,
    finishReason: String(message.response_metadata['finish_reason']),
    usage: tokensOf(message.usage_metadata),
  };
}

function tokensOf(usage?: UsageMetadata): Answer['usage'] & object {
  return { input: usage?.input_tokens, output: usage?.output_tokens };
}

function runnable({ name, description, argument, run }: TestTool) {
  const schema = z.object({ [argument]: z.string() });
  return tool((input: Record<string, string>) => run(input[argument] ?? ''), {
    name,
    description,
    schema,
  });
}
