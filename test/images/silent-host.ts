import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createImageFetcher, type ImageFetcherOptions } from '../../src/images/image-fetcher.ts';
import { inlineImages } from '../../src/images/inline-images.ts';

/**
 * A program for `node --expose-gc`, with a kind of silence as its argument. It fetches 200 images
 * that never arrive while it collects garbage, and prints how many fetches have ended once all have.
 */
const fetches = 200;
const timeoutMs = 300;

const head = 'HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n';
const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n';
const kinds: Readonly<Record<string, Silence>> = {
  connection: { say: () => {}, scheme: 'http' },
  handshake: { say: () => {}, scheme: 'https' },
  body: { say: (socket) => void socket.write(head), scheme: 'http' },
  upgrade: { say: (socket) => void socket.write(upgrade), scheme: 'http' },
  // It never calls back.
  resolver: { say: () => {}, scheme: 'http', resolve: () => {} },
};

interface Silence {
  readonly say: (socket: Socket) => void;
  readonly scheme: string;
  readonly resolve?: NonNullable<ImageFetcherOptions['resolve']>;
}

const { say, scheme, resolve } = kinds[process.argv[2] ?? ''] ?? {};
const host = createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', () => say?.(socket));
});
host.listen(0, '127.0.0.1');
await once(host, 'listening');
const bound = host.address();
const port = typeof bound === 'object' ? bound?.port : undefined;
const name = resolve ? 'silent.example' : '127.0.0.1';

const collect = globalThis.gc;
if (collect === undefined) throw new Error('Run it with --expose-gc.');
setInterval(() => collect(), 20);

const allowAddress = (): boolean => true;
const fetcher = createImageFetcher({ timeoutMs, allowAddress, ...(resolve && { resolve }) });
const client = new AbortController();
const outcomes = await Promise.allSettled(
  Array.from({ length: fetches }, async (_item, index) => {
    const dataUrl = `${scheme}://${name}:${port}/${index}.png`;
    const message = { role: 'user', content: [{ type: 'image', dataUrl }] } as const;
    await inlineImages([message], fetcher, client.signal);
  }),
);
process.stdout.write(String(outcomes.filter(({ status }) => status === 'rejected').length));
process.exit(0);
