// A service that gives as many tokens as it is asked for ("400 tokens"), each of them the time at
// which it was sent, in nanoseconds on the machine's clock.
import { once } from 'node:events';
import { WebSocketServer, type WebSocket } from 'ws';
import { parseObject, type JsonObject } from '../../src/standin/json.ts';
import { readRequest } from '../../src/standin/request.ts';
import { planResponse } from '../../src/standin/response.ts';
import type { EventSink } from '../../src/standin/sink.ts';
import { ResponseWriter } from '../../src/standin/writer.ts';
import { serveParent } from './child.ts';
import { stampingProtocol, type StampingOrder } from './stamping-protocol.ts';

const nothingCounted = { inputTokens: 0, cachedTokens: 0, remember: (): void => {} };

serveParent(stampingProtocol, async (order) => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket) => serve(socket, order));
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Not listening on TCP');
  return `http://127.0.0.1:${address.port}/v1`;
});

function serve(socket: WebSocket, order: StampingOrder): void {
  const gone = new AbortController();
  const sink = stampingSink(socket, gone.signal);
  socket.on('close', () => gone.abort());
  socket.on('error', () => socket.terminate());
  socket.on('message', (data) => {
    // oxlint-disable-next-line typescript/no-base-to-string -- a text frame comes as one Buffer
    void answer(parseObject(data.toString()) ?? {}, sink, order).catch(() => socket.terminate());
  });
}

async function answer(body: JsonObject, sink: EventSink, order: StampingOrder): Promise<void> {
  const isPrewarm = body['generate'] === false;
  const [, tokens] = /\b(\d+) tokens/.exec(JSON.stringify(body['input'])) ?? [];
  const text = 'token '.repeat(Number(tokens ?? 0)).trimEnd();
  const plan = isPrewarm ? [] : [{ kind: 'message', text } as const];
  const response = planResponse(readRequest(body), nothingCounted, plan);
  const writer = new ResponseWriter(response, sink, isPrewarm ? 0 : order.tokensPerSecond);
  await writer.start();
  await writer.write();
  writer.finish({ status: 'completed' });
}

function stampingSink(socket: WebSocket, signal: AbortSignal): EventSink {
  const unused = (): never => {
    throw new Error('Every answer is given to its end');
  };
  return {
    signal,
    send(event) {
      const isToken = event['type'] === 'response.output_text.delta';
      const delta = ` ${process.hrtime.bigint()}`;
      socket.send(JSON.stringify(isToken ? { ...event, delta } : event));
      return false;
    },
    flush: async () => await Promise.resolve(),
    end() {},
    refuse: unused,
    sendGarbage: unused,
    begin: unused,
    cut: unused,
    destroy: unused,
  };
}
