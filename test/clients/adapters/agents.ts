import {
  Agent,
  MemorySession,
  OpenAIConversationsSession,
  OpenAIProvider,
  Runner,
  tool,
  user,
  type AgentInputItem,
  type ModelResponse,
  type NonStreamRunOptions,
} from '@openai/agents';
import OpenAI from 'openai';
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

/** OpenAI's Agents SDK on chat completions: `run`, whole and streamed. */
export const createAgentsClient: CreateClient = (baseURL, apiKey) =>
  clientOf(createRunner(baseURL, apiKey, 'chat'), false);

/** The same on the Responses API, its default. */
export const createAgentsResponsesClient: CreateClient = (baseURL, apiKey) =>
  clientOf(createRunner(baseURL, apiKey, 'http'), true);

/** The same over a WebSocket. */
export const createAgentsSocketClient: CreateClient = (baseURL, apiKey) =>
  clientOf(createRunner(baseURL, apiKey, 'websocket'), true);

/** An API, and the transport where it has several. */
type Api = 'chat' | 'http' | 'websocket';

/** Runs agents on a gateway, and asks once and never again. */
export function createRunner(baseURL: string, apiKey: string, api: Api): Runner {
  const modelProvider = new OpenAIProvider({
    openAIClient: new OpenAI({ baseURL, apiKey, maxRetries: 0 }),
    useResponses: api !== 'chat',
    useResponsesWebSocket: api === 'websocket',
  });
  return new Runner({ modelProvider, tracingDisabled: true });
}

function clientOf(runner: Runner, showsReasoning: boolean): Client {
  const run = async (agent: Agent, ask: Ask, isStreamed: boolean): Promise<Answer> =>
    answerOf(await runAgent(runner, agent, ask, isStreamed));
  return {
    showsReasoning,
    whole: async (ask) => await run(agentOf(ask), ask, false),
    streamed: async (ask) => await run(agentOf(ask), ask, true),
    withTools: async (ask, tools, isStreamed) => await run(agentOf(ask, tools), ask, isStreamed),
    async object(ask, schema, isStreamed) {
      const agent = new Agent({ ...settingsOf(ask), outputType: schema });
      if (!isStreamed) return (await runner.run(agent, ask.prompt)).finalOutput;
      const result = await runner.run(agent, ask.prompt, { stream: true });
      await result.completed;
      return result.finalOutput;
    },
    failureOf: (error) => ({
      status: statusOf(error),
      message: error instanceof Error ? error.message : '',
    }),
  };
}

/** What the tests read of a run, whole or streamed. */
export interface AgentRun {
  readonly finalOutput?: string | undefined;
  readonly history: AgentInputItem[];
  readonly lastAgent?: { readonly name: string } | undefined;
  readonly lastResponseId: string | undefined;
  readonly rawResponses: readonly ModelResponse[];
}

/** Where a run begins, and what else it takes. */
export type RunPlace = Pick<
  NonStreamRunOptions,
  'session' | 'previousResponseId' | 'conversationId'
> & {
  /** Default: the prompt alone. */
  readonly input?: AgentInputItem[];
};

/** Runs an agent until it has answered. */
export async function runAgent(
  runner: Runner,
  agent: Agent,
  { prompt, signal, onText }: Ask,
  isStreamed: boolean,
  { input, ...place }: RunPlace = {},
): Promise<AgentRun> {
  const options = { ...place, ...(signal && { signal }) };
  if (!isStreamed) return await runner.run(agent, input ?? prompt, options);
  const result = await runner.run(agent, input ?? prompt, { ...options, stream: true });
  for await (const delta of result.toTextStream()) onText?.(delta);
  await result.completed;
  return result;
}

/** Ways to continue a conversation with the Agents SDK on the Responses API. */
export const agentsDialogues: Dialogues = {
  'a session in memory': continuing(inMemory),
  'a session at the gateway': continuing((client) => {
    const session = new OpenAIConversationsSession({ client });
    return () => ({ session });
  }),
  previousResponseId: continuing(afterPrevious),
  conversationId: continuing((client) => {
    const opened = client.conversations.create();
    return async () => ({ conversationId: (await opened).id });
  }),
  'the history of the last run': continuing(() => (prompt, last) => ({
    input: [...(last?.history ?? []), user(prompt)],
  })),
};

/** The same over a WebSocket. */
export const socketDialogues: Dialogues = {
  'a session in memory': continuing(inMemory, 'websocket'),
  previousResponseId: continuing(afterPrevious, 'websocket'),
};

function inMemory(): PlaceAfter {
  const session = new MemorySession();
  return () => ({ session });
}

function afterPrevious(): PlaceAfter {
  return (_prompt, last) =>
    last?.lastResponseId === undefined ? {} : { previousResponseId: last.lastResponseId };
}

type PlaceAfter = (prompt: string, last: AgentRun | undefined) => RunPlace | Promise<RunPlace>;

/** A conversation of runs, each of which begins where the way says, given the run before. */
function continuing(createWay: (client: OpenAI) => PlaceAfter, api: Api = 'http'): OpenDialogue {
  return (baseURL, apiKey, tools) => {
    const runner = createRunner(baseURL, apiKey, api);
    const placeAfter = createWay(new OpenAI({ baseURL, apiKey, maxRetries: 0 }));
    let last: AgentRun | undefined;
    return {
      async say(ask, isStreamed) {
        const place = await placeAfter(ask.prompt, last);
        const run = await runAgent(runner, agentOf(ask, tools), ask, isStreamed, place);
        // A stream that its caller left ends without an answer.
        if (run.rawResponses.length > 0) last = run;
        return answerOf(run);
      },
    };
  };
}

function agentOf(ask: Ask, tools: readonly TestTool[] = []): Agent {
  return new Agent({ ...settingsOf(ask), tools: tools.map(runnable) });
}

function settingsOf({ model = 'gpt-5.5', effort, hasBadField }: Ask) {
  return {
    name: 'Tester',
    model,
    modelSettings: {
      ...(effort && { reasoning: { effort, summary: 'auto' as const } }),
      ...(hasBadField && { temperature: 9 }),
    },
  };
}

function answerOf({ finalOutput, rawResponses }: AgentRun): Answer {
  const last = rawResponses.at(-1);
  const reasoning = last?.output.flatMap((item) =>
    item.type === 'reasoning' ? item.content.map(({ text }) => text) : [],
  );
  return {
    text: typeof finalOutput === 'string' ? finalOutput : '',
    reasoning: reasoning?.join('') ?? '',
    usage: { input: last?.usage.inputTokens, output: last?.usage.outputTokens },
  };
}

function runnable({ name, description, argument, run }: TestTool) {
  return tool({
    name,
    description,
    parameters: z.object({ [argument]: z.string() }),
    execute: (input: Record<string, string>) => run(input[argument] ?? ''),
  });
}
