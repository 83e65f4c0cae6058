import { stringify } from 'smol-toml';
import type { Behaviour } from '../../src/standin/index.ts';
import { chatBody, dataOf, post } from '../rest/client.ts';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';
import { whenAsked } from '../support/when-asked.ts';

/** How Codex reaches the service. */
export type Transport = 'websocket' | 'sse';

/** A gateway whose Codex takes the first failure of the service for the last word. */
export async function startWithoutRetries(transport: Transport): Promise<TestGateway> {
  const upstream = (baseUrl: string): string =>
    stringify({
      model_provider: 'stand-in',
      model_providers: {
        'stand-in': {
          name: 'Stand-in for the Responses service',
          base_url: baseUrl,
          wire_api: 'responses',
          requires_openai_auth: false,
          supports_websockets: transport === 'websocket',
          request_max_retries: 0,
          stream_max_retries: 0,
        },
      },
    });
  return await startTestGateway({ userConfig: upstream });
}

/** A gateway whose Codex retries as it does by default. */
export async function startWithRetries(
  transport: Transport,
  options: TestGatewayOptions = {},
): Promise<TestGateway> {
  return await startTestGateway({ transport, ...options });
}

/** What a client gets that asks for a whole answer, or for a stream that does not come about. */
export interface ErrorAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly shouldRetry: string | null;
  readonly body: unknown;
}

async function errorAnswer(response: Response): Promise<ErrorAnswer> {
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    shouldRetry: response.headers.get('x-should-retry'),
    body: await response.json(),
  };
}

async function chat(url: string, more: object): Promise<Response> {
  return await post(`${url}/v1/chat/completions`, chatBody(more));
}

/** The answer to a request for a whole answer. */
export async function askWhole(url: string): Promise<ErrorAnswer> {
  return await errorAnswer(await chat(url, {}));
}

/** The answer to a request for a stream, where that is an error with a status of its own. */
export async function askStreamed(url: string): Promise<ErrorAnswer> {
  return await errorAnswer(await chat(url, { stream: true }));
}

/** What came of a stream. */
export interface StreamEnd {
  readonly text: string;
  /** The last event, parsed where it is JSON. */
  readonly last: unknown;
}

/** Reads a stream to its end; its 200 has been sent before anything went wrong. */
export async function readStream(url: string): Promise<StreamEnd> {
  const response = await chat(url, { stream: true });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  const events = dataOf(await response.text());
  const parsed: unknown[] = events.map((event) => (event === '[DONE]' ? event : JSON.parse(event)));
  return { text: parsed.map((event) => contentOf(event)).join(''), last: parsed.at(-1) };
}

interface Chunk {
  readonly choices?: readonly { readonly delta: { readonly content?: string } }[];
}

function contentOf(event: unknown): string {
  if (typeof event !== 'object' || event === null) return '';
  const { choices = [] }: Chunk = event;
  return choices[0]?.delta.content ?? '';
}

/** Answers the attempts at a request of this file's in order; the last behavior stays. */
export function attempts(gateway: TestGateway, ...behaviours: readonly Behaviour[]): void {
  gateway.standIn.behave(whenAsked('hi', ...behaviours));
}

/** Resolves when the service is done with every request: none was left hanging there. */
export async function serviceIdle({ standIn }: TestGateway): Promise<void> {
  await standIn.waitFor(({ active }) => active === 0);
}
