import type { ClientRequest, IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import type { Credentials } from '../../login/credentials.ts';
import type { Provider } from '../../provider/provider.ts';
import { ServiceRefusal } from '../faults.ts';
import type { Network } from '../network.ts';
import { openSocket } from '../open-socket.ts';
import { maxMessageBytes } from './frame.ts';

/** An upgrade to ask for. */
export interface Upgrade {
  readonly provider: Provider;
  readonly credentials: Credentials;
  /** The conversation that the connection is for; null for any. */
  readonly sessionId: string | null;
}

/** How long the service may take to accept an upgrade, and to say why not, in milliseconds. */
const upgradeMs = 15_000;
const refusalMs = 5000;
/** How much of a refusal's body is kept, in characters. */
const longestBody = 64 * 1024;

/**
 * Opens a WebSocket at the service, which always has a listener to `error`. Rejects with
 * `ServiceRefusal` where the service or a proxy refuses the upgrade, as `openSocket` does, with the
 * error of the connection, and with the signal's reason.
 */
export async function openConnection(
  upgrade: Upgrade,
  network: Network,
  signal: AbortSignal,
): Promise<WebSocket> {
  const url = new URL(upgrade.provider.responsesUrl);
  // A proxy that forwards requests to `http:` has to give a tunnel to `ws:`.
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const headers = headersOf(upgrade, network.cookies.headerFor(url));
  const socket = await openSocket(url, network, signal);
  // While nobody else listens, an error must not end the process.
  socket.on('error', () => {});
  try {
    const webSocket = new WebSocket(url, {
      createConnection: () => socket,
      headers,
      maxPayload: maxMessageBytes,
      // It costs more time and memory here than the network gains.
      perMessageDeflate: false,
    });
    webSocket.once('upgrade', (reply) => network.cookies.keep(url, reply.headers));
    return await opened(webSocket, signal);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function headersOf(
  { provider, credentials, sessionId }: Upgrade,
  cookie: string | null,
): Record<string, string> {
  return {
    ...(sessionId !== null && { 'session-id': sessionId }),
    ...(cookie !== null && { cookie }),
    ...provider.headers,
    ...credentials.headers,
    'openai-beta': 'responses_websockets=2026-02-06',
  };
}

async function opened(webSocket: WebSocket, signal: AbortSignal): Promise<WebSocket> {
  return await new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    const fail = (error: unknown): void => {
      stop();
      webSocket.terminate();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const abort = (): void => fail(signal.reason);
    const timer = setTimeout(() => fail(new Error(`no reply in ${upgradeMs} ms`)), upgradeMs);
    signal.addEventListener('abort', abort, { once: true });
    // It stays: what an ended WebSocket reports must not end the process.
    webSocket.on('error', fail);
    webSocket.once('open', () => {
      stop();
      resolve(webSocket);
    });
    webSocket.once('unexpected-response', (request, reply) => {
      void refusalOf(request, reply).then(fail);
    });
    if (signal.aborted) abort();
  });
}

async function refusalOf(request: ClientRequest, reply: IncomingMessage): Promise<ServiceRefusal> {
  const timer = setTimeout(() => request.destroy(), refusalMs);
  let body = '';
  try {
    for await (const text of reply.setEncoding('utf8')) {
      body += String(text);
      if (body.length > longestBody) break;
    }
  } catch {
    // What came of it is enough.
  } finally {
    clearTimeout(timer);
    request.destroy();
  }
  return new ServiceRefusal(reply.statusCode ?? 0, reply.headers, body.slice(0, longestBody));
}
