import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { pino, type Logger } from 'pino';
import type { JsonObject } from '../../../src/codex/completion/tools.ts';
import type { Credentials } from '../../../src/codex/engine/direct/login/credentials.ts';
import type { LoginKind, Provider } from '../../../src/codex/engine/direct/provider/provider.ts';
import { createHttpTransport } from '../../../src/codex/engine/direct/transport/http-transport.ts';
import type { Network } from '../../../src/codex/engine/direct/transport/network.ts';
import type {
  Continuation,
  ResponseEvent,
  ResponseListener,
  Transport,
  UpstreamRequest,
} from '../../../src/codex/engine/direct/transport/transport.ts';
import {
  defaultLimits,
  type ConnectionLimits,
} from '../../../src/codex/engine/direct/transport/websocket/limits.ts';
import { createWebSocketTransport } from '../../../src/codex/engine/direct/transport/websocket/websocket-transport.ts';
import { plainNetwork } from '../transport/requests.ts';
import { jsonObject } from './service.ts';

export { plainNetwork };

/** How a test's transport differs from the engine's. */
export interface TestTransportOptions {
  readonly limits?: Partial<ConnectionLimits>;
  /** Default: silent. */
  readonly logger?: Logger;
  /** Default: the loopback's. */
  readonly network?: Network;
}

/** A transport as the engine has it. */
export function openTransport(options: TestTransportOptions = {}): Transport {
  const { limits, logger = pino({ level: 'silent' }), network = plainNetwork } = options;
  return createWebSocketTransport({
    http: createHttpTransport({ network }),
    network,
    logger,
    limits: { ...defaultLimits, ...limits },
  });
}

/** A provider with WebSockets. */
export function providerAt(baseUrl: string, kind: LoginKind = 'custom'): Provider {
  return {
    id: 'test',
    kind,
    responsesUrl: new URL(`${baseUrl}/responses`),
    modelsUrl: null,
    headers: { 'user-agent': 'codex-serve/0.0.0', originator: 'codex-serve' },
    hasWebSockets: true,
    storesAnswers: false,
    idleMs: 60_000,
    maxRetries: 5,
  };
}

/** Credentials with that token. */
export function credentialsWith(token: string): Credentials {
  return { headers: { authorization: `Bearer ${token}` } };
}

/** What a listener has heard. */
export interface Heard extends ResponseListener {
  readonly seen: { readonly headers: IncomingHttpHeaders[]; readonly events: ResponseEvent[] };
}

/** A listener that keeps what it hears. */
export function hear(onEvent: (event: ResponseEvent) => void = () => {}): Heard {
  const seen: Heard['seen'] = { headers: [], events: [] };
  return {
    seen,
    headers: (headers) => void seen.headers.push(headers),
    event: (event) => {
      seen.events.push(event);
      onEvent(event);
    },
  };
}

/** A message of the user, as the Responses API takes it. */
export function userSays(text: string): JsonObject {
  return { type: 'message', role: 'user', content: [{ type: 'input_text', text }] };
}

/** A chat over a transport: each turn sends the whole conversation, as the engine does. */
export class TestChat {
  /** Everything said so far, as raw items. */
  readonly items: JsonObject[] = [];
  readonly #transport: Transport;
  readonly #base: Pick<UpstreamRequest, 'provider' | 'credentials' | 'sessionId'>;
  #continued: Continuation | null = null;

  constructor(
    transport: Transport,
    provider: Provider,
    {
      credentials = credentialsWith('one'),
      sessionId = '019aa000-0000-7000-8000-000000000001',
    }: { readonly credentials?: Credentials; readonly sessionId?: string } = {},
  ) {
    this.#transport = transport;
    this.#base = { provider, credentials, sessionId };
  }

  /** What the next turn says if nothing else is given for it. */
  request(input: readonly JsonObject[], more: Partial<UpstreamRequest> = {}): UpstreamRequest {
    const { sessionId } = this.#base;
    const items = [...this.items, ...input];
    const body = { model: 'gpt-5.5', store: false, prompt_cache_key: sessionId, input: items };
    return { ...this.#base, body, turnState: null, continued: this.#continued, ...more };
  }

  /** Sends a turn, and keeps what it gave for the next one. Rejects as the transport does. */
  async say(
    text: string,
    { listener = hear(), signal = new AbortController().signal, ...more }: TurnOptions = {},
  ): Promise<Heard['seen']> {
    const request = this.request([userSays(text)], more);
    const connection = await this.#transport.send(request, listener, signal);
    const { events } = listener.seen;
    const output = events.flatMap(({ type, item }) =>
      type === 'response.output_item.done' ? [jsonObject.parse(item)] : [],
    );
    this.items.push(...request.body.input.slice(this.items.length), ...output);
    const responseId = responseIdOf(events);
    this.#continued =
      connection && responseId !== null
        ? { responseId, connection, known: this.items.length }
        : null;
    return listener.seen;
  }
}

interface TurnOptions extends Partial<UpstreamRequest> {
  readonly listener?: Heard;
  readonly signal?: AbortSignal;
}

const withId = z.object({ id: z.string() });

function responseIdOf(events: readonly ResponseEvent[]): string | null {
  const response = events.find(({ type }) => type === 'response.completed')?.['response'];
  return withId.safeParse(response).data?.id ?? null;
}

/** The text of an answer. */
export function textOf({ events }: Heard['seen']): string {
  return events
    .flatMap(({ type, delta }) => (type === 'response.output_text.delta' ? [String(delta)] : []))
    .join('');
}
