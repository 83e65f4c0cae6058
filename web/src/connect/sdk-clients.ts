import type { ClientEntry } from './client-entry.ts';

/** Libraries. */
export const sdkClients: readonly ClientEntry[] = [
  {
    id: 'openai-js',
    name: 'OpenAI SDK (JavaScript)',
    group: 'SDKs and frameworks',
    about: 'The package `openai`, with Chat Completions or Responses.',
    snippets: [
      {
        id: 'openai-js',
        title: 'Chat Completions, streamed',
        language: 'ts',
        text: `import OpenAI from 'openai';

const openai = new OpenAI({ baseURL: '{{baseUrl}}', apiKey: '{{key}}' });
const stream = await openai.chat.completions.create({
  model: '{{model}}',
  messages: [{ role: 'user', content: 'tell me a cozy pun' }],
  stream: true,
});
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '');
`,
      },
      {
        id: 'openai-js-responses',
        title: 'Responses, continued by id',
        language: 'ts',
        text: `import OpenAI from 'openai';

const openai = new OpenAI({ baseURL: '{{baseUrl}}', apiKey: '{{key}}' });
const pun = await openai.responses.create({ model: '{{model}}', input: 'tell me a cozy pun' });
const why = await openai.responses.create({
  model: '{{model}}',
  input: 'why is that funny?',
  previous_response_id: pun.id,
});
console.log(pun.output_text, why.output_text);
`,
      },
      {
        id: 'openai-env',
        title: 'Or by environment variables, for a program that you cannot change',
        language: 'bash',
        text: `export OPENAI_BASE_URL={{baseUrl}}
export OPENAI_API_KEY={{key}}
`,
      },
    ],
  },
  {
    id: 'openai-python',
    name: 'OpenAI SDK (Python)',
    group: 'SDKs and frameworks',
    about: 'The package `openai`. It reads `OPENAI_BASE_URL` and `OPENAI_API_KEY` too.',
    snippets: [
      {
        id: 'openai-python',
        title: 'Chat Completions, streamed',
        language: 'python',
        text: `from openai import OpenAI

client = OpenAI(base_url="{{baseUrl}}", api_key="{{key}}")
stream = client.chat.completions.create(
    model="{{model}}",
    messages=[{"role": "user", "content": "tell me a cozy pun"}],
    stream=True,
)
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)
`,
      },
    ],
  },
  {
    id: 'ai-sdk',
    name: 'AI SDK',
    group: 'SDKs and frameworks',
    about: 'The packages `ai` and `@ai-sdk/openai`, with Responses.',
    snippets: [
      {
        id: 'ai-sdk',
        title: 'Text',
        language: 'ts',
        text: `import { createOpenAI } from '@ai-sdk/openai';
import { generateText } from 'ai';

const openai = createOpenAI({ baseURL: '{{baseUrl}}', apiKey: '{{key}}' });
const { text } = await generateText({ model: openai('{{model}}'), prompt: 'tell me a cozy pun' });
console.log(text);
`,
      },
    ],
    note: 'The provider looks up earlier answers by id, so it needs a gateway that keeps responses: any `--store` but `off`.',
  },
  {
    id: 'agents-js',
    name: 'Agents SDK (JavaScript)',
    group: 'SDKs and frameworks',
    about: 'The package `@openai/agents`, with Responses. Tracing is off: it goes to OpenAI.',
    snippets: [
      {
        id: 'agents-js',
        title: 'An agent',
        language: 'ts',
        text: `import { Agent, OpenAIProvider, Runner } from '@openai/agents';

const modelProvider = new OpenAIProvider({ baseURL: '{{baseUrl}}', apiKey: '{{key}}' });
const runner = new Runner({ modelProvider, tracingDisabled: true });
const agent = new Agent({ name: 'Punster', instructions: 'be concise', model: '{{model}}' });
const result = await runner.run(agent, 'tell me a cozy pun');
console.log(result.finalOutput);
`,
      },
    ],
  },
  {
    id: 'agents-python',
    name: 'Agents SDK (Python)',
    group: 'SDKs and frameworks',
    about: 'The package `openai-agents`, with Responses. Tracing is off: it goes to OpenAI.',
    snippets: [
      {
        id: 'agents-python',
        title: 'An agent',
        language: 'python',
        text: `from agents import Agent, OpenAIProvider, RunConfig, Runner

provider = OpenAIProvider(base_url="{{baseUrl}}", api_key="{{key}}")
agent = Agent(name="Punster", instructions="be concise", model="{{model}}")
config = RunConfig(model_provider=provider, tracing_disabled=True)
print(Runner.run_sync(agent, "tell me a cozy pun", run_config=config).final_output)
`,
      },
    ],
  },
  {
    id: 'langchain-js',
    name: 'LangChain (JavaScript)',
    group: 'SDKs and frameworks',
    about: 'The package `@langchain/openai`, with Chat Completions or Responses.',
    snippets: [
      {
        id: 'langchain-js',
        title: 'A chat model',
        language: 'ts',
        text: `import { ChatOpenAI } from '@langchain/openai';

const model = new ChatOpenAI({
  model: '{{model}}',
  apiKey: '{{key}}',
  configuration: { baseURL: '{{baseUrl}}' },
});
console.log((await model.invoke('tell me a cozy pun')).text);
`,
      },
    ],
  },
  {
    id: 'langchain-python',
    name: 'LangChain (Python)',
    group: 'SDKs and frameworks',
    about: 'The package `langchain-openai`, with Chat Completions or Responses.',
    snippets: [
      {
        id: 'langchain-python',
        title: 'A chat model',
        language: 'python',
        text: `from langchain_openai import ChatOpenAI

model = ChatOpenAI(model="{{model}}", base_url="{{baseUrl}}", api_key="{{key}}")
print(model.invoke("tell me a cozy pun").text)
`,
      },
    ],
  },
  {
    id: 'llamaindex-js',
    name: 'LlamaIndex (JavaScript)',
    group: 'SDKs and frameworks',
    about: 'The package `@llamaindex/openai`, with Chat Completions.',
    snippets: [
      {
        id: 'llamaindex-js',
        title: 'A chat model',
        language: 'ts',
        text: `import { OpenAI } from '@llamaindex/openai';

const llm = new OpenAI({ model: '{{model}}', baseURL: '{{baseUrl}}', apiKey: '{{key}}' });
const messages = [{ role: 'user' as const, content: 'tell me a cozy pun' }];
console.log((await llm.chat({ messages })).message.content);
`,
      },
    ],
  },
];
