import { Buffer } from 'node:buffer';
import { EventEmitter, once } from 'node:events';
import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createImageFetcher, type ImageFetcherOptions } from '../../src/images/image-fetcher.ts';
import { isPublicAddress } from '../../src/images/public-address.ts';
import { png, pngUrl, startImageServer, type ImageServer } from './image-server.ts';

const param = 'messages[0].content[0].image_url.url';
const refusal = {
  name: 'InvalidRequestError',
  code: 'invalid_value',
  param,
  message: `Invalid '${param}': the image could not be fetched. Expected an http(s) URL on the public internet that gives a png, jpeg, gif or webp image of at most 20971520 bytes within 10000 ms.`,
};

const servers: ImageServer[] = [];

async function serve(listener?: RequestListener): Promise<ImageServer> {
  const server = await startImageServer(listener);
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map(async (server) => await server.close()));
});

/** Fetches with 127.0.0.1 allowed, and no other address that is not public. */
async function fetchImage(url: string, options: ImageFetcherOptions = {}): Promise<string> {
  const allowAddress = (address: string): boolean =>
    address === '127.0.0.1' || isPublicAddress(address);
  const fetcher = createImageFetcher({ allowAddress, ...options });
  return await fetcher.fetch(url, param, new AbortController().signal);
}

describe('a remote image', () => {
  it('becomes a data URL with the type of its bytes', async () => {
    const { url } = await serve();

    expect(await fetchImage(`${url}/cat.html?size=1`)).toBe(pngUrl);
  });

  it.each([
    ['image/jpeg', Buffer.from('ffd8ffe000104a46', 'hex')],
    ['image/gif', Buffer.from('GIF89a....')],
    ['image/webp', Buffer.from('RIFF\u0001\u0002\u0003\u0004WEBPVP8 ')],
  ])('may be %s', async (type, data) => {
    const { url } = await serve((_req, res) => void res.end(data));

    expect(await fetchImage(url)).toBe(`data:${type};base64,${data.toString('base64')}`);
  });

  it('is requested without credentials, cookies or a referrer, also after a redirect', async () => {
    const target = await serve();
    const server = await serve((_req, res) => {
      const location = `http://user:secret@127.0.0.1:${target.port}/cat.png`;
      res.writeHead(302, { location, 'set-cookie': 'a=b' }).end();
    });

    await fetchImage(`http://user:secret@127.0.0.1:${server.port}/`);

    for (const { requests } of [server, target]) {
      const names = requests.flatMap(({ headers }) => Object.keys(headers));
      expect(names.toSorted()).toEqual([
        'accept',
        'accept-encoding',
        'connection',
        'host',
        'user-agent',
      ]);
    }
  });

  it('is found after three redirects, absolute and relative, but not after four', async () => {
    const { url, port } = await serve((req, res) => {
      const left = Number(req.url?.slice(1));
      if (left === 0) res.end(png);
      else if (left === 2) res.writeHead(307, { location: `//127.0.0.1:${port}/1` }).end();
      else res.writeHead(302, { location: `/${left - 1}` }).end();
    });

    expect(await fetchImage(`${url}/3`)).toBe(pngUrl);
    await expect(fetchImage(`${url}/4`)).rejects.toMatchObject(refusal);
  });

  it('may be as large as the limit and not a byte larger, whatever its header says', async () => {
    const { url } = await serve((req, res) => {
      const isChunked = req.url === '/chunked';
      if (!isChunked) res.setHeader('content-length', png.length);
      res.write(png.subarray(0, 10));
      res.end(png.subarray(10));
    });

    expect(await fetchImage(url, { maxBytes: png.length })).toBe(pngUrl);
    for (const path of ['', '/chunked']) {
      const tooLarge = fetchImage(url + path, { maxBytes: png.length - 1 });
      await expect(tooLarge).rejects.toThrow(`of at most ${png.length - 1} bytes`);
    }
  });
});

describe('every failure reads the same, so that nothing is learned from it', () => {
  it.each<[string, RequestListener]>([
    ['a status', (_req, res) => void res.writeHead(404).end(png)],
    ['another success', (_req, res) => void res.writeHead(206).end(png)],
    ['a redirect to nowhere', (_req, res) => void res.writeHead(302).end(png)],
    [
      'a redirect to a file',
      (_req, res) => void res.writeHead(302, { location: 'file:///x' }).end(),
    ],
    ['a redirect to junk', (_req, res) => void res.writeHead(302, { location: 'http://[' }).end()],
    ['a page', (_req, res) => void res.setHeader('content-type', 'image/png').end('<html>')],
    ['an SVG', (_req, res) => void res.end('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['nothing', (_req, res) => void res.end()],
    [
      'a packed image',
      (_req, res) => void res.setHeader('content-encoding', 'gzip').end('\u001f\u008b'),
    ],
    ['a closed connection', (_req, res) => void res.destroy()],
    [
      'half an image',
      (_req, res) => {
        res.setHeader('content-length', 1000).write(png, () => res.destroy());
      },
    ],
    ['no HTTP', (_req, res) => void res.socket?.end('\u0000garbage\r\n\r\n')],
  ])('%s', async (_name, listener) => {
    const { url } = await serve(listener);

    await expect(fetchImage(url)).rejects.toMatchObject(refusal);
  });

  it.each(['ftp://example.com/cat.png', 'file:///etc/passwd', 'cat.png', 'http://', 'http://x:y/'])(
    'a URL that is none of http(s): %s',
    async (url) => {
      await expect(fetchImage(url)).rejects.toMatchObject(refusal);
    },
  );

  it('a closed port', async () => {
    const server = await startImageServer();
    await server.close();

    await expect(fetchImage(server.url)).rejects.toMatchObject(refusal);
  });
});

describe('time', () => {
  const never: [string, RequestListener][] = [
    ['headers', () => {}],
    ['the rest of the body', (_req, res) => void res.write(png)],
    ['the end of the redirects', (_req, res) => void res.writeHead(302, { location: '/' }).end()],
  ];

  it.each(never)('is up for one that keeps %s back', async (_name, listener) => {
    const { url } = await serve(listener);
    const waiting = fetchImage(url, { timeoutMs: 200, maxRedirects: Infinity });

    await expect(waiting).rejects.toThrow('within 200 ms.');
  });

  it('is up for a name that does not resolve', async () => {
    const waiting = fetchImage('http://slow.test/', { timeoutMs: 50, resolve: () => {} });

    await expect(waiting).rejects.toThrow('within 50 ms.');
  });

  it.each(never.slice(0, 2))(
    'is not wasted once the client has left: %s',
    async (_name, listener) => {
      const client = new AbortController();
      const reason = new Error('The client went away.');
      const seen = new EventEmitter();
      const closed = once(seen, 'closed');
      const { url } = await serve((req, res) => {
        res.once('close', () => seen.emit('closed'));
        listener(req, res);
        client.abort(reason);
      });
      const fetcher = createImageFetcher({ allowAddress: () => true });

      await expect(fetcher.fetch(url, param, client.signal)).rejects.toBe(reason);
      await closed;
    },
  );
});
