import type {
  JSONObject,
  LanguageModelV4,
  SharedV4ProviderMetadata as Metadata,
} from '@ai-sdk/provider';
import {
  APICallError,
  generateText,
  isStepCount,
  Output,
  streamText,
  tool,
  type ModelMessage,
  type ToolSet,
} from 'ai';
import { z } from 'zod';
import type { Answer, Ask, Client, OpenDialogue, TestTool } from '../client.ts';

/** What differs between the providers of the AI SDK. */
export interface AiProvider {
  readonly model: (id: string) => LanguageModelV4;
  /** The name that the provider reads its own options by. */
  readonly name: string;
  /** Options of the provider that the gateway has to refuse. */
  readonly badOptions?: JSONObject;
  /** A temperature that the gateway has to refuse, where no option of the provider can be wrong. */
  readonly badTemperature?: number;
  /** Options that ask for a summary of the reasoning. Default: none are needed. */
  readonly summaryOptions?: JSONObject;
  readonly showsReasoning: boolean;
}

/** The AI SDK on one of its providers: `generateText` and `streamText`. */
export function createAiClient({
  model,
  name,
  badOptions,
  badTemperature,
  summaryOptions = {},
  showsReasoning,
}: AiProvider): Client {
  const settingsOf = (ask: Ask) => ({
    model: model(ask.model ?? 'gpt-5.5'),
    prompt: ask.prompt,
    maxRetries: 0,
    ...(ask.signal && { abortSignal: ask.signal }),
    ...(ask.hasBadField && badTemperature !== undefined && { temperature: badTemperature }),
    providerOptions: {
      [name]: {
        ...(ask.effort && { reasoningEffort: ask.effort, ...summaryOptions }),
        ...(ask.hasBadField && badOptions),
      },
    },
  });
  return {
    showsReasoning,
    async whole(ask) {
      return await answerOf(await generateText(settingsOf(ask)));
    },
    async streamed(ask) {
      const result = streamText({ ...settingsOf(ask), onError: () => {} });
      await read(result.stream, ask);
      return await answerOf(result);
    },
    async withTools(ask, tools, isStreamed) {
      const settings = {
        ...settingsOf(ask),
        tools: toolSet(tools),
        stopWhen: isStepCount(9),
        prepareStep: ({ stepNumber }: { stepNumber: number }) =>
          stepNumber > 0 || ask.forced === undefined
            ? {}
            : { toolChoice: { type: 'tool' as const, toolName: ask.forced } },
      };
      if (!isStreamed) return await answerOf(await generateText(settings));
      const result = streamText({ ...settings, onError: () => {} });
      await read(result.stream, ask);
      return await answerOf(result);
    },
    async object(ask, schema, isStreamed) {
      const settings = { ...settingsOf(ask), output: Output.object({ schema }) };
      return await (isStreamed ? streamText(settings) : await generateText(settings)).output;
    },
    failureOf: failureOf,
  };
}

/** What differs between the ways to continue a conversation with the AI SDK. */
export interface AiDialogue {
  readonly createModel: (baseUrl: string, apiKey: string) => LanguageModelV4;
  /** The options of the provider, by the answer before. Default: none. */
  readonly optionsAfter?: (last?: Metadata) => Metadata;
  /** Whether the gateway knows the messages before. */
  readonly isKept: boolean;
}

/** A conversation of the AI SDK: its messages are sent again, unless the gateway keeps them. */
export function aiDialogue({ createModel, optionsAfter, isKept }: AiDialogue): OpenDialogue {
  return (baseUrl, apiKey, tools) => {
    const model = createModel(baseUrl, apiKey);
    let messages: ModelMessage[] = [];
    const before: { last?: Metadata } = {};
    return {
      async say(ask, isStreamed) {
        const prompt: ModelMessage = { role: 'user', content: ask.prompt };
        const sent = isKept ? [prompt] : [...messages, prompt];
        const settings = {
          model,
          messages: sent,
          maxRetries: 0,
          tools: toolSet(tools),
          stopWhen: isStepCount(9),
          providerOptions: optionsAfter?.(before.last) ?? {},
          ...(ask.signal && { abortSignal: ask.signal }),
          ...(ask.effort && { reasoning: ask.effort }),
        };
        const result = isStreamed
          ? streamText({ ...settings, onError: () => {} })
          : await generateText(settings);
        if ('stream' in result) await read(result.stream, ask);
        messages = [...sent, ...(await result.responseMessages)];
        const last = await result.providerMetadata;
        if (last) before.last = last;
        return await answerOf(result);
      },
    };
  };
}

/** A stream of the AI SDK does not throw: it reports its failure in a part. */
async function read(
  parts: AsyncIterable<{ type: string; text?: string; error?: unknown }>,
  { onText }: Ask,
): Promise<void> {
  for await (const part of parts) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'text-delta') onText?.(part.text ?? '');
  }
}

interface Result {
  readonly text: PromiseLike<string> | string;
  readonly reasoningText: PromiseLike<string | undefined> | string | undefined;
  readonly finishReason: PromiseLike<string> | string;
  readonly usage: PromiseLike<Usage> | Usage;
}

interface Usage {
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
}

async function answerOf(result: Result): Promise<Answer> {
  const { inputTokens, outputTokens } = await result.usage;
  return {
    text: await result.text,
    reasoning: (await result.reasoningText) ?? '',
    finishReason: await result.finishReason,
    usage: { input: inputTokens, output: outputTokens },
  };
}

function toolSet(tools: readonly TestTool[]): ToolSet {
  return Object.fromEntries(
    tools.map(({ name, description, argument, run }) => [
      name,
      tool({
        description,
        inputSchema: z.object({ [argument]: z.string() }),
        execute: (input) => run(input[argument] ?? ''),
      }),
    ]),
  );
}

function failureOf(error: unknown): { status: number | undefined; message: string } {
  if (APICallError.isInstance(error)) {
    // A provider that finds another error object in the body than it expects has no message of it.
    const { statusCode, message, responseBody = '' } = error;
    return { status: statusCode, message: `${message} ${responseBody}` };
  }
  return {
    status: undefined,
    message: error instanceof Error ? error.message : JSON.stringify(error),
  };
}
