import { setTimeout as sleep } from 'node:timers/promises';
import type { Plan } from './plan.ts';

/** How a client's last request ended. */
export type End = 'answered' | 'refused' | 'left';

interface ToolCall {
  readonly id: string;
}

/** Does what a plan says, on a gateway. Rejects for an answer that no client could read. */
export async function follow(url: string, plan: Plan, signal: AbortSignal): Promise<End> {
  const left = plan.leavesAfterMs === null ? signal : leaving(plan.leavesAfterMs, signal);
  try {
    const isRest = plan.by.startsWith('rest');
    return isRest ? await chat(url, plan, left) : await subscribe(url, plan, left);
  } catch (error) {
    signal.throwIfAborted();
    if (left.aborted) return 'left';
    throw error;
  }
}

/** A signal that aborts after a time, or with another one. */
function leaving(ms: number, signal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  signal.addEventListener('abort', () => controller.abort(), { once: true });
  controller.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return controller.signal;
}

const tool = { type: 'function', function: { name: 'look', parameters: { type: 'object' } } };

async function chat(url: string, plan: Plan, signal: AbortSignal): Promise<End> {
  const messages: object[] = [{ role: 'user', content: plan.name }];
  for (let round = 0; round < 3; round += 1) {
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'gpt-5.5',
        stream: plan.by === 'rest stream',
        messages,
        ...(plan.tools !== 'none' && { tools: [tool] }),
      }),
      signal,
    });
    const text = await bodyOf(response, plan.pauseMs);
    if (response.status !== 200 || text.includes('"error":')) return 'refused';
    const calls = callsIn(text);
    if (calls.length === 0 || plan.tools !== 'answered') return 'answered';
    messages.push(
      { role: 'assistant', content: null, tool_calls: calls.map(toolCall) },
      ...calls.map(({ id }) => ({ role: 'tool', tool_call_id: id, content: 'done' })),
    );
  }
  return 'answered';
}

function toolCall({ id }: ToolCall): object {
  return { id, type: 'function', function: { name: 'look', arguments: '{}' } };
}

function callsIn(text: string): ToolCall[] {
  const ids = [...text.matchAll(/"id":"(call_\w+)"/g)].map(([, id = '']) => id);
  return [...new Set(ids)].map((id) => ({ id }));
}

const query = `subscription ($input: ChatCompletionInput!) {
  chatCompletion(input: $input) { __typename completionId sequence }
}`;
const mutation = `mutation ($input: ChatCompletionInput!) {
  chatCompletion(input: $input) { __typename }
}`;

async function subscribe(url: string, plan: Plan, signal: AbortSignal): Promise<End> {
  const isStream = plan.by === 'graphql stream';
  const tools = plan.tools === 'none' ? [] : [{ function: { name: 'look' } }];
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: isStream ? 'text/event-stream' : 'application/json',
    },
    body: JSON.stringify({
      query: isStream ? query : mutation,
      variables: {
        input: {
          model: 'gpt-5.5',
          tools,
          messages: [{ role: 'USER', content: { text: plan.name } }],
        },
      },
    }),
    signal,
  });
  const text = await bodyOf(response, plan.pauseMs);
  if (isStream && !text.includes('event: complete')) throw new Error(`no end: ${text.slice(-200)}`);
  return /"__typename":"(?:ChatCompletion|ChatCompletionDone)"/.test(text) ? 'answered' : 'refused';
}

/** The whole body, read slowly. */
async function bodyOf(response: Response, pauseMs: number): Promise<string> {
  let text = '';
  if (response.body === null) return text;
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (pauseMs > 0) await sleep(pauseMs);
  }
  return text;
}
