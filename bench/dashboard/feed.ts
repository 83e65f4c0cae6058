import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { createTemplate, type Template } from './feed-template.ts';

/** A gateway with more rows than it has. */
export interface Feed {
  /** `http://127.0.0.1:41231` */
  readonly url: string;
  /** Changes rows for so long. Rejects before the board knows a completion. */
  run(load: FeedLoad): Promise<{ readonly changes: number; readonly lastTokens: number }>;
}

/** How many rows change, how often each, and for how long. */
export interface FeedLoad {
  readonly rows: number;
  readonly changesPerSecond: number;
  readonly ms: number;
}

/** Changes are sent this often, in milliseconds. */
const tickMs = 10;

/** Stands before the gateway at that address, on a free port of 127.0.0.1. */
export async function createFeed(gateway: string): Promise<Feed> {
  let template: Template | undefined;
  const server = createServer((asked, answer) => {
    const passedOn = request(
      new URL(asked.url ?? '/', gateway),
      { method: asked.method, headers: headersFor(gateway, asked.headers) },
      (received) => {
        answer.writeHead(received.statusCode ?? 502, received.headers);
        received.pipe(answer);
      },
    );
    passedOn.on('error', () => answer.destroy());
    asked.pipe(passedOn);
  });
  const sockets = new WebSocketServer({ server, handleProtocols: () => protocol });
  sockets.on('connection', (page) => {
    pass(page, gateway, (found) => (template = found));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Not listening on TCP');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async run(load) {
      if (template === undefined) throw new Error('The board knows no completion');
      return await changeRows(template, load);
    },
  };
}

const protocol = 'graphql-transport-ws';

/** The gateway compares them with its own address. */
function headersFor(gateway: string, headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { host } = new URL(gateway);
  return { ...headers, host, ...(headers.origin !== undefined && { origin: gateway }) };
}

const subscribing = z.object({
  type: z.literal('subscribe'),
  id: z.string(),
  payload: z.object({ query: z.string() }),
});

/** Passes on messages both ways, and finds what the board learns of a completion. */
function pass(page: WebSocket, gateway: string, found: (template: Template) => void): void {
  const address = `${gateway.replace('http', 'ws')}/graphql`;
  const source = new WebSocket(address, protocol, { origin: gateway, perMessageDeflate: false });
  const waiting: string[] = [];
  let activity: string | undefined;
  page.on('message', (data: Buffer) => {
    const text = data.toString();
    const { data: order } = subscribing.safeParse(JSON.parse(text));
    if (order?.payload.query.includes('activity(') === true) activity = order.id;
    if (source.readyState === WebSocket.OPEN) source.send(text);
    else waiting.push(text);
  });
  source.on('open', () => {
    for (const text of waiting.splice(0)) source.send(text);
  });
  source.on('message', (data: Buffer) => {
    const text = data.toString();
    page.send(text);
    const template = activity === undefined ? undefined : createTemplate(text, activity, page);
    if (template !== undefined) found(template);
  });
  page.on('close', () => source.close());
  source.on('close', () => page.close());
  source.on('error', () => page.terminate());
}

/** Changes the rows evenly: in each tick the next ones. */
async function changeRows(
  { send }: Template,
  { rows, changesPerSecond, ms }: FeedLoad,
): Promise<{ changes: number; lastTokens: number }> {
  const total = Math.round((rows * changesPerSecond * ms) / 1000 / rows) * rows;
  const start = performance.now();
  let changes = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const passed = performance.now() - start;
      const due = Math.min(total, Math.round((rows * changesPerSecond * passed) / 1000));
      for (; changes < due; changes += 1) send(changes % rows, Math.floor(changes / rows) + 1);
      if (changes < total) return;
      clearInterval(timer);
      resolve();
    }, tickMs);
  });
  return { changes, lastTokens: total / rows };
}
