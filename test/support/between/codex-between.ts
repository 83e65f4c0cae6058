import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { testedCodex } from '../tested-codex.ts';

/** A message of the app-server's protocol, of which nothing is certain. */
export interface Message {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** What becomes of a message: the lines to pass on in its place. */
export type Filter = (message: Message, line: string) => readonly string[];

/** The real app-server with a test between it and the gateway. */
export interface CodexBetween {
  /** For `--codex-bin`. */
  readonly executable: string;
  /** For Codex's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** What the app-server says to the gateway. Default: passed on as it is. */
  fromCodex: Filter;
  /** What the gateway says to the app-server. Default: passed on as it is. */
  toCodex: Filter;
  /** Says something to the gateway that the app-server did not say: a message, or a line as it is. */
  say(message: object | string): void;
  close(): Promise<void>;
}

/** Passes a message on as it is. */
export const passOn: Filter = (_message, line) => [line];

/** Starts listening to the app-servers that will be started with its environment. */
export async function startCodexBetween(): Promise<CodexBetween> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    createInterface({ input: socket, crlfDelay: Infinity }).on('line', (text) => {
      const direction = text.slice(0, 1);
      const line = text.slice(1);
      const filter = direction === '<' ? between.fromCodex : between.toCodex;
      for (const out of filter(parsed(line), line)) socket.write(`${direction}${out}\n`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const between: CodexBetween = {
    executable: fileURLToPath(new URL('codex-between.mjs', import.meta.url)),
    env: { CODEX_BETWEEN_PORT: String(port), CODEX_BETWEEN_BINARY: testedCodex() },
    fromCodex: passOn,
    toCodex: passOn,
    say(message) {
      const line = typeof message === 'string' ? message : JSON.stringify(message);
      for (const socket of sockets) socket.write(`<${line}\n`);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return between;
}

function parsed(line: string): Message {
  const message: unknown = JSON.parse(line);
  return typeof message === 'object' && message !== null ? message : {};
}
