import OpenAI from 'openai';
import { whenAsked } from '../../test/support/when-asked.ts';
import type { BehaviourHook } from '../../src/standin/index.ts';
import { answers, watched } from './prompts.ts';
import { keys, type Stage } from './stage.ts';

const usualAnswers = Object.entries(answers).map(([prompt, text]) =>
  whenAsked(prompt, { kind: 'text', text }),
);

/** A client as a program of that name is one. */
function clientOf({ gateway }: Stage, key: keyof typeof keys, userAgent?: string): OpenAI {
  return new OpenAI({
    baseURL: `${gateway.url}/v1`,
    apiKey: keys[key],
    maxRetries: 0,
    ...(userAgent !== undefined && { defaultHeaders: { 'user-agent': userAgent } }),
  });
}

/** Has several programs ask, and waits for their answers. */
export async function runPrograms(stage: Stage): Promise<void> {
  const { gateway } = stage;
  gateway.standIn.behave(anyOf(usualAnswers));
  const zed = clientOf(stage, 'laptop', 'Zed/0.210.4 (linux; x86_64)');
  const sdk = clientOf(stage, 'laptop');
  const ci = clientOf(stage, 'ci', 'OpenAI/Python 2.8.1');
  const prompts = Object.keys(answers);
  const ask = async (client: OpenAI, model: string, content: string): Promise<void> => {
    await client.chat.completions.create({ model, messages: [{ role: 'user', content }] });
  };
  await ask(zed, 'gpt-5.5', prompts[0] ?? '');
  await Promise.all([
    ask(sdk, 'gpt-5.5', prompts[1] ?? ''),
    ask(ci, 'gpt-6-sol', prompts[2] ?? ''),
    zed.models.list(),
  ]);
  await ci.responses.create({ model: 'gpt-6-sol', input: prompts[2] ?? '' });
  await ask(clientOf(stage, 'ci', 'litellm/1.80.0'), 'gpt-6-luna', prompts[2] ?? '');
  await talk(stage);
}

/** Leaves conversations behind, of which the newest has two turns. */
async function talk(stage: Stage): Promise<void> {
  const client = clientOf(stage, 'operator');
  const [first = '', second = '', third = ''] = Object.keys(answers);
  for (const input of [third, second]) await client.responses.create({ model: 'gpt-5.5', input });
  const { id } = await client.responses.create({ model: 'gpt-5.5', input: first });
  const input = 'Which of the two would you write first?';
  await client.responses.create({ model: 'gpt-5.5', input, previous_response_id: id });
}

/** Starts three answers that do not end; the first is the one to watch. Resolves with the end of all. */
export async function runForever(stage: Stage): Promise<{ id: string; stop: () => void }> {
  const control = new AbortController();
  const { signal } = control;
  const others = ['Summarize the failing jobs of tonight.', 'Name the migration.'];
  stage.gateway.standIn.behave(
    anyOf([
      ...usualAnswers,
      whenAsked(watched.prompt, { kind: 'stall', afterTokens: 150, text: watched.text }),
      ...others.map((prompt, index) =>
        whenAsked(prompt, { kind: 'stall', afterTokens: 30 + 40 * index }),
      ),
    ]),
  );
  const start = async (client: OpenAI, model: string, content: string): Promise<string> => {
    const stream = await client.chat.completions.create(
      { model, stream: true, messages: [{ role: 'user', content }] },
      { signal },
    );
    const chunks = stream[Symbol.asyncIterator]();
    const { value } = await chunks.next();
    void readAll(chunks);
    return value?.id ?? '';
  };
  await start(clientOf(stage, 'ci', 'litellm/1.80.0'), 'gpt-6-luna', others[0] ?? '');
  await start(clientOf(stage, 'laptop', 'Zed/0.210.4'), 'gpt-5.5', others[1] ?? '');
  const id = await start(clientOf(stage, 'laptop'), 'gpt-5.5', watched.prompt);
  return { id, stop: () => control.abort() };
}

async function readAll(chunks: AsyncIterator<unknown>): Promise<void> {
  try {
    while ((await chunks.next()).done !== true);
  } catch {
    // It is stopped.
  }
}

/** The first hook that has an answer decides. */
function anyOf(hooks: readonly BehaviourHook[]): BehaviourHook {
  return (request) => {
    for (const hook of hooks) {
      const behaviour = hook(request);
      if (behaviour !== undefined) return behaviour;
    }
    return undefined;
  };
}
