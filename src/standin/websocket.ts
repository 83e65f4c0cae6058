import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { quotaEvent } from './account/quota.ts';
import { checkRequest } from './check.ts';
import { errorBody } from './wire/errors.ts';
import { newId } from './items.ts';
import { parseObject, stringOf } from './wire/json.ts';
import type { JsonObject } from './wire/json.ts';
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
 * the service.
 */
export function serveWebSocket(
  service: Service,
  webSocket: WebSocket,
  upgrade: IncomingMessage,
  socket: Duplex,
): void {
  const gone = new AbortController();
  const sink = new WebSocketSink(webSocket, socket, gone.signal);
  const session = new Session(service, upgrade.headers, sink);
  let queue: Promise<void> = Promise.resolve();
  service.ledger.update((ledger) => (ledger.sockets += 1));
  webSocket.on('close', () => {
    gone.abort(new Error('The client closed the WebSocket'));
    service.ledger.update((ledger) => (ledger.sockets -= 1));
  });
  webSocket.on('error', () => webSocket.terminate());
  webSocket.on('message', (data) => {
    // oxlint-disable-next-line typescript/no-base-to-string -- a text frame comes as one Buffer
    const body = parseObject(data.toString());
    queue = queue.then(() => session.receive(body)).catch(() => webSocket.terminate());
  });
}

class Session {
  readonly #service: Service;
  readonly #headers: IncomingMessage['headers'];
  readonly #sink: WebSocketSink;
  readonly #key = newId('conn');
  #previous: { readonly id: string; readonly items: readonly JsonObject[] } | undefined;

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
    if (previousId !== undefined && previousId !== this.#previous?.id) {
      return this.#refuse(unknownPrevious(previousId));
    }
    const earlier = previousId === undefined ? [] : (this.#previous?.items ?? []);
    const problem = checkRequest(body, earlier);
    if (problem) return this.#refuse(problem);
    const recorded: RecordedRequest = {
      transport: 'websocket',
      headers: this.#headers,
      body,
      input: readRequest(body, earlier).input,
      prewarm: body['generate'] === false,
      receivedAt: Date.now(),
    };
    if (!recorded.prewarm) this.#tellQuota();
    const response = recorded.prewarm
      ? await this.#prewarm(recorded)
      : await this.#service.answer(recorded, this.#sink, this.#key);
    if (response) this.#remember(response, recorded.input);
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
    this.#previous = { id: response.id, items: [...input, ...output] };
  }

  #refuse(body: JsonObject): void {
    this.#sink.refuse(400, body, {});
  }
}

function unknownPrevious(id: string): JsonObject {
  return errorBody(`Previous response with id '${id}' not found.`, {
    param: 'previous_response_id',
    code: 'previous_response_not_found',
  });
}
