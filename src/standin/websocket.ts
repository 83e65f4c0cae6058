import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { quotaEvent, quotaHeaders } from './account/quota.ts';
import { checkRequest } from './check.ts';
import { errorBody } from './wire/errors.ts';
import { newId } from './items.ts';
import { parseObject, stringOf } from './wire/json.ts';
import type { JsonObject } from './wire/json.ts';
import { connectionLimitBody, unknownPreviousBody } from './wire/known-bodies.ts';
import { readRequest } from './request.ts';
import { planResponse } from './response.ts';
import type { PlannedResponse } from './response.ts';
import type { Service } from './service.ts';
import type { RecordedRequest } from './types.ts';
import { PromptCache } from './usage.ts';
import { WebSocketSink } from './websocket-sink.ts';
import { ResponseWriter } from './writer.ts';

/**
 * Serves an accepted WebSocket until it closes. Requests are answered one after another; the latest
 * response that ended in order is what `previous_response_id` can name, as with `store: false` at
 * the service, unless a request has failed since.
 */
export function serveWebSocket(
  service: Service,
  webSocket: WebSocket,
  upgrade: IncomingMessage,
  socket: Duplex,
): void {
  const gone = new AbortController();
  const sink = new WebSocketSink(webSocket, socket, gone.signal, () =>
    quotaHeaders(service.account.quota),
  );
  const session = new Session(service, upgrade.headers, sink);
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;
  service.ledger.update((ledger) => (ledger.sockets += 1));
  webSocket.on('close', () => {
    gone.abort(new Error('The client closed the WebSocket'));
    service.ledger.update((ledger) => (ledger.sockets -= 1));
  });
  webSocket.on('error', () => webSocket.terminate());
  webSocket.on('message', (data) => {
    // oxlint-disable-next-line typescript/no-base-to-string -- a text frame comes as one Buffer
    const body = parseObject(data.toString());
    if (waiting > 0) service.ledger.update((ledger) => (ledger.overlaps += 1));
    waiting += 1;
    queue = queue
      .then(() => session.receive(body))
      .catch(() => webSocket.terminate())
      .finally(() => (waiting -= 1));
  });
}

/** The response that a request can continue from. */
interface Previous {
  readonly id: string;
  /** The conversation up to it, with its output. */
  readonly items: readonly JsonObject[];
  /** See `Service.memory`. */
  readonly memory: number;
}

class Session {
  readonly #service: Service;
  readonly #headers: IncomingMessage['headers'];
  readonly #sink: WebSocketSink;
  readonly #key = newId('conn');
  #previous: Previous | undefined;
  #answers = 0;

  constructor(service: Service, headers: IncomingMessage['headers'], sink: WebSocketSink) {
    this.#service = service;
    this.#headers = headers;
    this.#sink = sink;
  }

  async receive(body: JsonObject | undefined): Promise<void> {
    if (body?.['type'] !== 'response.create') {
      return this.#refuse(errorBody('Expected an event of type response.create.'));
    }
    const previousId = stringOf(body['previous_response_id']);
    const previous = this.#previous?.memory === this.#service.memory ? this.#previous : undefined;
    if (previousId !== undefined && previousId !== previous?.id) {
      return this.#refuse(unknownPreviousBody(previousId));
    }
    const earlier = previousId === undefined ? [] : (previous?.items ?? []);
    const from = { transport: 'websocket', headers: this.#headers } as const;
    const problem = checkRequest(body, earlier) ?? this.#service.rulesRefusal(body, from)?.body;
    if (problem !== undefined) {
      this.#previous = undefined;
      return this.#refuse(problem);
    }
    const { input } = readRequest(body, earlier);
    const recorded: RecordedRequest = {
      ...from,
      body,
      input,
      turnState: this.#service.turnStates.use({ headers: {}, input }),
      prewarm: body['generate'] === false,
      receivedAt: Date.now(),
    };
    if (recorded.prewarm) return this.#remember(await this.#prewarm(recorded), input);
    if (this.#answers >= this.#service.rules.answersPerSocket) return this.#expire();
    this.#answers += 1;
    this.#tellQuota();
    const response = await this.#service.answer(recorded, this.#sink, this.#key);
    // The service forgets the response that a failed request continued from.
    if (response) this.#remember(response, input);
    else this.#previous = undefined;
  }

  /** Answers with an empty response that the first real request continues. */
  async #prewarm(recorded: RecordedRequest): Promise<PlannedResponse> {
    this.#service.note(recorded);
    const request = readRequest(recorded.body);
    const response = planResponse(request, new PromptCache().count(request, undefined), []);
    const writer = new ResponseWriter(response, this.#sink, { tokensPerSecond: 0 });
    await writer.start();
    writer.finish({ status: 'completed' });
    return response;
  }

  #tellQuota(): void {
    const { quota, profile } = this.#service.account;
    const event = quotaEvent(quota, profile.planType);
    if (event !== undefined) this.#sink.send(event);
  }

  #remember(response: PlannedResponse, input: readonly JsonObject[]): void {
    const output = response.items.map((item) => item.done);
    const { memory } = this.#service;
    this.#previous = { id: response.id, items: [...input, ...output], memory };
  }

  #expire(): void {
    this.#refuse(connectionLimitBody());
    this.#sink.close(1000);
  }

  #refuse(body: JsonObject | string): void {
    this.#sink.refuse(400, body, {});
  }
}
