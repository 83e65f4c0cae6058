import OpenAI, { APIError } from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { Answer, Ask, CreateClient, TestTool } from '../client.ts';

type Body = Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, 'stream'>;

/** OpenAI's own SDK: `create`, `stream`, `parse` and `runTools`. */
export const createOpenAiClient: CreateClient = (baseURL, apiKey) => {
  const { completions } = new OpenAI({ baseURL, apiKey, maxRetries: 0 }).chat;
  return {
    showsReasoning: false,
    async whole(ask) {
      return answerOf(await completions.create(bodyOf(ask), signalOf(ask)));
    },
    async streamed(ask) {
      const stream = completions.stream(
        { ...bodyOf(ask), stream_options: { include_usage: true } },
        signalOf(ask),
      );
      stream.on('content', (delta) => ask.onText?.(delta));
      return answerOf(await stream.finalChatCompletion());
    },
    async withTools(ask, tools, isStreamed) {
      const body = { ...bodyOf(ask), tools: tools.map(runnable), ...choiceOf(ask) };
      const runner = isStreamed
        ? completions.runTools({ ...body, stream: true })
        : completions.runTools(body);
      await runner.done();
      if (ask.forced === undefined) return { text: (await runner.finalContent()) ?? '' };
      // The SDK runs a tool that is named, and its caller must send the next request.
      const { messages } = runner;
      return answerOf(await completions.create({ ...body, messages, tool_choice: 'auto' }));
    },
    async object(ask, schema, isStreamed) {
      const body = { ...bodyOf(ask), response_format: zodResponseFormat(schema, 'answer') };
      const completion = isStreamed
        ? await completions.stream(body).finalChatCompletion()
        : await completions.parse(body);
      return completion.choices[0]?.message.parsed;
    },
    failureOf(error) {
      if (!(error instanceof APIError)) throw error;
      return { status: error.status, message: error.message };
    },
  };
};

function bodyOf({ prompt, model = 'gpt-5.5', effort, hasBadField }: Ask): Body {
  return {
    model,
    messages: [{ role: 'user', content: prompt }],
    ...(effort && { reasoning_effort: effort }),
    ...(hasBadField && { temperature: 9 }),
  };
}

function choiceOf({ forced }: Ask): Pick<Body, 'tool_choice'> {
  return forced === undefined
    ? {}
    : { tool_choice: { type: 'function', function: { name: forced } } };
}

function signalOf({ signal }: Ask): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}

function answerOf({ choices: [choice], usage }: OpenAI.ChatCompletion): Answer {
  return {
    text: choice?.message.content ?? '',
    finishReason: choice?.finish_reason,
    usage: { input: usage?.prompt_tokens, output: usage?.completion_tokens },
  };
}

function runnable({ name, description, argument, run }: TestTool) {
  return {
    type: 'function' as const,
    function: {
      name,
      description,
      parameters: {
        type: 'object',
        properties: { [argument]: { type: 'string' } },
        required: [argument],
        additionalProperties: false,
      },
      parse: (json: string): Record<string, string> => JSON.parse(json),
      function: (input: Record<string, string>): string => run(input[argument] ?? ''),
    },
  };
}
