import { Agent, OpenAIProvider, Runner, tool } from '@openai/agents';
import OpenAI from 'openai';
import { z } from 'zod';
import type { Answer, Ask, CreateClient, TestTool } from '../client.ts';
import { statusOf } from './status-of.ts';

/** OpenAI's Agents SDK on chat completions: `run`, whole and streamed. */
export const createAgentsClient: CreateClient = (baseURL, apiKey) => {
  const openAIClient = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
  const runner = new Runner({
    modelProvider: new OpenAIProvider({ openAIClient, useResponses: false }),
    tracingDisabled: true,
  });
  const run = async (
    agent: Agent,
    { prompt, signal, onText }: Ask,
    isStreamed: boolean,
  ): Promise<Answer> => {
    const options = signal ? { signal } : {};
    if (!isStreamed) {
      const result = await runner.run(agent, prompt, options);
      return answerOf(result.finalOutput, result.rawResponses.at(-1)?.usage);
    }
    const result = await runner.run(agent, prompt, { ...options, stream: true });
    for await (const delta of result.toTextStream()) onText?.(delta);
    await result.completed;
    return answerOf(result.finalOutput, result.rawResponses.at(-1)?.usage);
  };
  return {
    showsReasoning: false,
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
};

function agentOf(ask: Ask, tools: readonly TestTool[] = []): Agent {
  return new Agent({ ...settingsOf(ask), tools: tools.map(runnable) });
}

function settingsOf({ model = 'gpt-5.5', effort, hasBadField }: Ask) {
  return {
    name: 'Tester',
    model,
    modelSettings: {
      ...(effort && { reasoning: { effort } }),
      ...(hasBadField && { temperature: 9 }),
    },
  };
}

function answerOf(
  output: string | undefined,
  usage: { inputTokens: number; outputTokens: number } | undefined,
): Answer {
  return { text: output ?? '', usage: { input: usage?.inputTokens, output: usage?.outputTokens } };
}

function runnable({ name, description, argument, run }: TestTool) {
  return tool({
    name,
    description,
    parameters: z.object({ [argument]: z.string() }),
    execute: (input: Record<string, string>) => run(input[argument] ?? ''),
  });
}
