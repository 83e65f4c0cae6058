import OpenAI, { APIError } from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import type {
  Answer,
  Ask,
  CreateClient,
  Dialogue,
  Dialogues,
  OpenDialogue,
  TestTool,
} from '../client.ts';

type Body = Omit<OpenAI.Responses.ResponseCreateParamsNonStreaming, 'stream'>;
type Input = OpenAI.Responses.ResponseInputItem[];

/** OpenAI's own SDK on the Responses API: `create`, `stream` and `parse`. */
export const createOpenAiResponsesClient: CreateClient = (baseURL, apiKey) => {
  const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
  return {
    showsReasoning: true,
    whole: async (ask) => answerOf(await respond(client, bodyOf(ask), ask, false)),
    streamed: async (ask) => answerOf(await respond(client, bodyOf(ask), ask, true)),
    async withTools(ask, tools, isStreamed) {
      const { forced, ...rest } = ask;
      const first = forced === undefined ? {} : choiceOf(forced);
      const dialogue = previousResponse(first)(baseURL, apiKey, tools);
      return await dialogue.say(rest, isStreamed);
    },
    async object(ask, schema, isStreamed) {
      const body = { ...bodyOf(ask), text: { format: zodTextFormat(schema, 'answer') } };
      const response = isStreamed
        ? await client.responses.stream(body).finalResponse()
        : await client.responses.parse(body);
      return response.output_parsed;
    },
    failureOf(error) {
      if (!(error instanceof APIError)) throw error;
      return { status: error.status, message: error.message };
    },
  };
};

/** Ways to continue a conversation with the SDK. */
export const openAiDialogues: Dialogues = {
  previous_response_id: previousResponse({}),
  conversation: inConversation,
  'all items, which are stored': replaying({}),
  'all items, which are not stored': replaying({
    store: false,
    include: ['reasoning.encrypted_content'],
  }),
};

/** The first request of all has `first` too. */
function previousResponse(first: Partial<Body>): OpenDialogue {
  return (baseURL, apiKey, tools) => {
    const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
    let last: OpenAI.Responses.Response | undefined;
    return {
      async say(ask, isStreamed) {
        let input: Input = [{ role: 'user', content: ask.prompt }];
        for (;;) {
          const where = last === undefined ? first : { previous_response_id: last.id };
          const body = { ...bodyOf(ask), input, tools: tools.map(toTool), ...where };
          last = await respond(client, body, ask, isStreamed);
          input = run(last, tools);
          if (input.length === 0) return answerOf(last);
        }
      },
    };
  };
}

function inConversation(baseURL: string, apiKey: string, tools: readonly TestTool[]): Dialogue {
  const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
  let opened: Promise<OpenAI.Conversations.Conversation> | undefined;
  return {
    async say(ask, isStreamed) {
      opened ??= client.conversations.create({ metadata: { from: 'a test' } });
      const conversation = (await opened).id;
      let input: Input = [{ role: 'user', content: ask.prompt }];
      for (;;) {
        const body = { ...bodyOf(ask), input, tools: tools.map(toTool), conversation };
        const response = await respond(client, body, ask, isStreamed);
        input = run(response, tools);
        if (input.length === 0) return answerOf(response);
      }
    },
  };
}

function replaying(settings: Partial<Body>): OpenDialogue {
  return (baseURL, apiKey, tools) => {
    const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
    const input: Input = [];
    return {
      async say(ask, isStreamed) {
        input.push({ role: 'user', content: ask.prompt });
        for (;;) {
          const body = { ...bodyOf(ask), ...settings, input, tools: tools.map(toTool) };
          const response = await respond(client, body, ask, isStreamed);
          const results = run(response, tools);
          input.push(...response.output.flatMap(again), ...results);
          if (results.length === 0) return answerOf(response);
        }
      },
    };
  };
}

async function respond(
  client: OpenAI,
  body: Body,
  { signal, onText }: Ask,
  isStreamed: boolean,
): Promise<OpenAI.Responses.Response> {
  const options = signal ? { signal } : {};
  if (!isStreamed) return await client.responses.create(body, options);
  const stream = client.responses.stream(body, options);
  stream.on('response.output_text.delta', ({ delta }) => onText?.(delta));
  return await stream.finalResponse();
}

function bodyOf({ prompt, model = 'gpt-5.5', effort, hasBadField }: Ask): Body {
  return {
    model,
    input: prompt,
    ...(effort && { reasoning: { effort, summary: 'auto' } }),
    ...(hasBadField && { safety_identifier: 'x'.repeat(500) }),
  };
}

function choiceOf(name: string): Partial<Body> {
  return { tool_choice: { type: 'function', name } };
}

function answerOf({ output, output_text: text, usage }: OpenAI.Responses.Response): Answer {
  const reasoning = output.flatMap((item) =>
    item.type === 'reasoning' ? item.summary.map((part) => part.text) : [],
  );
  return {
    text,
    reasoning: reasoning.join(''),
    usage: { input: usage?.input_tokens, output: usage?.output_tokens },
  };
}

function toTool({ name, description, argument }: TestTool): OpenAI.Responses.FunctionTool {
  return {
    type: 'function',
    name,
    description,
    strict: true,
    parameters: {
      type: 'object',
      properties: { [argument]: { type: 'string' } },
      required: [argument],
      additionalProperties: false,
    },
  };
}

/** An output item as an input item. Of the kinds of items, these are all that the tests get. */
function again(item: OpenAI.Responses.ResponseOutputItem): Input {
  const { type } = item;
  if (type === 'message' || type === 'reasoning' || type === 'function_call') return [item];
  throw new Error(`An item of the kind ${type}`);
}

/** The results of the calls of an answer; none where it has no calls. */
function run({ output }: OpenAI.Responses.Response, tools: readonly TestTool[]): Input {
  return output.flatMap((item) => {
    if (item.type !== 'function_call') return [];
    const called = tools.find(({ name }) => name === item.name);
    const input: Record<string, string> = JSON.parse(item.arguments);
    const result = called?.run(input[called.argument] ?? '') ?? 'There is no such tool.';
    return [{ type: 'function_call_output', call_id: item.call_id, output: result }];
  });
}
