import { createSecureContext } from 'node:tls';
import type { JsonObject } from '../../../src/codex/completion/tools.ts';
import type {
  ResponseEvent,
  ResponseListener,
  Transport,
  UpstreamRequest,
} from '../../../src/codex/engine/direct/transport/transport.ts';
import { isTerminal } from '../../../src/codex/engine/direct/transport/transport.ts';
import { createCookies } from '../../../src/codex/engine/direct/transport/cookies.ts';
import type { Network } from '../../../src/codex/engine/direct/transport/network.ts';

/** No proxy, and Node's own roots. */
export const plainNetwork: Network = {
  secureContext: async () => await Promise.resolve(createSecureContext()),
  proxyFor: () => null,
  connectMs: 15_000,
  cookies: createCookies(),
};

/** What differs from a short question without a login. */
export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly login?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  readonly turnState?: string | null;
  readonly idleMs?: number;
}

/** A request for a short answer from the service at that base URL. */
export function requestTo(baseUrl: string, options: RequestOptions = {}): UpstreamRequest {
  return {
    provider: {
      id: 'test',
      kind: 'custom',
      responsesUrl: new URL(`${baseUrl}/responses`),
      modelsUrl: null,
      headers: options.headers ?? {},
      hasWebSockets: false,
      storesAnswers: false,
      idleMs: options.idleMs ?? 60_000,
      maxRetries: 5,
    },
    credentials: { headers: options.login ?? {} },
    body: {
      model: 'gpt-test',
      input: [
        { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Count to 3' }] },
      ],
      ...options.body,
    },
    sessionId: '0197',
    turnState: options.turnState ?? null,
    continued: null,
  };
}

/** What a listener received. */
export interface Received extends ResponseListener {
  readonly events: ResponseEvent[];
  readonly given: Readonly<Record<string, unknown>>[];
  /** The text of all deltas. */
  text(): string;
  /** Resolves once an event of that type has come. */
  until(type: string): Promise<void>;
}

/** Keeps what it receives. */
export function listen(): Received {
  const events: ResponseEvent[] = [];
  const given: Readonly<Record<string, unknown>>[] = [];
  const waiting = new Map<string, () => void>();
  return {
    events,
    given,
    headers: (headers) => void given.push(headers),
    event(event) {
      events.push(event);
      waiting.get(event.type)?.();
    },
    text: () =>
      events
        .filter(({ type }) => type === 'response.output_text.delta')
        .map(({ delta }) => String(delta))
        .join(''),
    async until(type) {
      if (events.some((event) => event.type === type)) return;
      await new Promise<void>((resolve) => waiting.set(type, resolve));
    },
  };
}

/** Sends a request, and returns what came back. */
export async function receive(transport: Transport, request: UpstreamRequest): Promise<Received> {
  const received = listen();
  await transport.send(request, received, new AbortController().signal);
  return received;
}

/** The type of a response's last event, if it is terminal. */
export function endOf({ events }: Received): string | undefined {
  const last = events.at(-1);
  return last !== undefined && isTerminal(last) ? last.type : undefined;
}
