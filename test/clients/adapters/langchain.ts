import {
  AIMessageChunk,
  HumanMessage,
  type BaseMessage,
  type ToolMessage,
  type UsageMetadata,
} from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI, type ChatOpenAIFields } from '@langchain/openai';
import { z } from 'zod';
import type {
  Answer,
  Ask,
  Client,
  CreateClient,
  Dialogues,
  OpenDialogue,
  TestTool,
} from '../client.ts';
import { statusOf } from './status-of.ts';

type ModelOf = (ask: Ask) => ChatOpenAI;

/** LangChain's `ChatOpenAI`: `invoke`, `stream`, `bindTools` and `withStructuredOutput`. */
export const createLangChainClient: CreateClient = (baseURL, apiKey) =>
  clientOf(createModels(baseURL, apiKey, {}), false);

/** The same on the Responses API. */
export const createLangChainResponsesClient: CreateClient = (baseURL, apiKey) =>
  clientOf(createModels(baseURL, apiKey, { useResponsesApi: true }), true);

/** Makes a model for each question. It asks once and never again. */
export function createModels(
  baseURL: string,
  apiKey: string,
  { useResponsesApi = false, ...fields }: ChatOpenAIFields,
): ModelOf {
  return ({ model = 'gpt-5.5', effort, hasBadField }) =>
    new ChatOpenAI({
      model,
      apiKey,
      configuration: { baseURL },
      maxRetries: 0,
      useResponsesApi,
      ...fields,
      ...(effort && { reasoning: { effort, ...(useResponsesApi && { summary: 'auto' }) } }),
      ...(hasBadField && { modelKwargs: { safety_identifier: 'x'.repeat(500) } }),
    });
}

function clientOf(modelOf: ModelOf, showsReasoning: boolean): Client {
  return {
    showsReasoning,
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
        const message = await askOnce(model, messages, ask, isStreamed);
        model = modelOf(ask).bindTools(runnables);
        if (!message.tool_calls?.length) return answerOf(message);
        messages.push(message, ...(await resultsOf(message, runnables)));
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
}

/** The results of a message's calls. */
async function resultsOf(
  { tool_calls: calls = [] }: AIMessageChunk,
  runnables: readonly Runnable[],
): Promise<ToolMessage[]> {
  const results: ToolMessage[] = [];
  for (const call of calls) {
    const called = runnables.find(({ name }) => name === call.name);
    if (called) results.push(await called.invoke({ ...call, type: 'tool_call' }));
  }
  return results;
}

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
  const { finish_reason: finishReason } = message.response_metadata;
  return {
    text: message.text,
    reasoning: reasoningOf(message),
    finishReason: typeof finishReason === 'string' ? finishReason : undefined,
    usage: tokensOf(message.usage_metadata),
  };
}

/** With the Responses API, the reasoning item of the answer is among what LangChain has no place for. */
function reasoningOf({ additional_kwargs: { reasoning } }: AIMessageChunk): string {
  const { summary } = reasoningItem.safeParse(reasoning).data ?? { summary: [] };
  return summary.map(({ text }) => text).join('');
}

const reasoningItem = z.object({ summary: z.array(z.object({ text: z.string() })) });

function tokensOf(usage?: UsageMetadata): Answer['usage'] & object {
  return { input: usage?.input_tokens, output: usage?.output_tokens };
}

type Runnable = ReturnType<typeof runnable>;

function runnable({ name, description, argument, run }: TestTool) {
  const schema = z.object({ [argument]: z.string() });
  return tool((input: Record<string, string>) => run(input[argument] ?? ''), {
    name,
    description,
    schema,
  });
}

/** Ways to continue a conversation with LangChain on the Responses API. */
export const langChainDialogues: Dialogues = {
  'messages whose items are stored': replaying({}),
  'messages whose items are not stored': replaying({ zdrEnabled: true }),
  previous_response_id: (baseURL, apiKey, tools) => {
    const modelOf = createModels(baseURL, apiKey, { useResponsesApi: true });
    const runnables = tools.map(runnable);
    let previous: string | undefined;
    return {
      async say(ask, isStreamed) {
        let messages: BaseMessage[] = [new HumanMessage(ask.prompt)];
        for (;;) {
          const options = previous === undefined ? {} : { previous_response_id: previous };
          const model = modelOf(ask).bindTools(runnables, options);
          const message = await askOnce(model, messages, ask, isStreamed);
          previous = String(message.response_metadata['id']);
          if (!message.tool_calls?.length) return answerOf(message);
          messages = await resultsOf(message, runnables);
        }
      },
    };
  },
};

function replaying(fields: ChatOpenAIFields): OpenDialogue {
  return (baseURL, apiKey, tools) => {
    const modelOf = createModels(baseURL, apiKey, { useResponsesApi: true, ...fields });
    const runnables = tools.map(runnable);
    const messages: BaseMessage[] = [];
    return {
      async say(ask, isStreamed) {
        messages.push(new HumanMessage(ask.prompt));
        for (;;) {
          const model = modelOf(ask).bindTools(runnables);
          const message = await askOnce(model, messages, ask, isStreamed);
          messages.push(message, ...(await resultsOf(message, runnables)));
          if (!message.tool_calls?.length) return answerOf(message);
        }
      },
    };
  };
}

async function askOnce(
  model: ReturnType<ChatOpenAI['bindTools']>,
  messages: BaseMessage[],
  ask: Ask,
  isStreamed: boolean,
): Promise<AIMessageChunk> {
  const options = signalOf(ask);
  return isStreamed
    ? await read(await model.stream(messages, options), ask)
    : await model.invoke(messages, options);
}
