import { once } from 'node:events';
import { createServer } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Resolve } from '../../src/images/checked-lookup.ts';
import { createImageFetcher, type ImageFetcherOptions } from '../../src/images/image-fetcher.ts';
import { isPublicAddress } from '../../src/images/public-address.ts';
import { close, listen, pngUrl, startImageServer, type ImageServer } from './image-server.ts';
import { tlsCertificate, tlsKey } from './tls-files.ts';

const refused = { code: 'invalid_value', param: 'image' };
const signal = new AbortController().signal;

/** What must never be reached: a server on this machine. */
let inside: ImageServer;

beforeAll(async () => {
  inside = await startImageServer();
});
afterAll(async () => {
  await inside.close();
});

/** The result of a request for a URL: the error, and how often the server was asked. */
async function attempt(url: string, options: ImageFetcherOptions): Promise<object> {
  const before = inside.requests.length;
  const error: unknown = await createImageFetcher(options)
    .fetch(url, 'image', signal)
    .catch((reason: unknown) => reason);
  return { error, requests: inside.requests.length - before };
}

const unreached = {
  error: { ...refused, cause: { message: expect.stringMatching(/allowed address\.$/) as unknown } },
  requests: 0,
};

const v4 =
  (...addresses: string[]): Resolve =>
  (_name, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: 4 })),
    );

describe('the machine and its network are out of reach', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '0x7f.0.0.1',
    '0x7f000001',
    '0177.0.0.1',
    '2130706433',
    '017700000001',
    '127.0.0.1.',
    '%31%32%37.0.0.1',
    '１２７.0.0.1',
    'user:secret@127.0.0.1',
    '0',
    '0.0.0.0',
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::127.0.0.1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::127.0.0.1]',
    'localhost',
    'LOCALHOST',
    '%6cocalhost',
  ])('as %s', async (host) => {
    const url = `http://${host}:${inside.port}/`;

    expect(await attempt(url, {})).toMatchObject(unreached);
  });

  it('by a name that leads there', async () => {
    const resolve = v4('127.0.0.1', '10.0.0.1');

    expect(await attempt(`http://evil.test:${inside.port}/`, { resolve })).toMatchObject(unreached);
  });

  it('by a name that leads there over IPv6', async () => {
    const resolve: Resolve = (_name, callback) =>
      callback(null, [{ address: '::ffff:127.0.0.1', family: 6 }]);

    expect(await attempt(`http://evil.test:${inside.port}/`, { resolve })).toMatchObject(unreached);
  });

  it('by a name that changes its address between two questions', async () => {
    const answers = [v4('127.0.0.2'), v4('127.0.0.1')];
    const asked: string[] = [];
    const options: ImageFetcherOptions = {
      allowAddress: (address) => address === '127.0.0.2',
      timeoutMs: 300,
      resolve: (name, callback) => {
        asked.push(name);
        answers.shift()?.(name, callback);
      },
    };

    expect(await attempt(`http://rebind.test:${inside.port}/`, options)).toMatchObject({
      error: refused,
      requests: 0,
    });
    expect(asked).toEqual(['rebind.test']);
  });

  it('by a redirect from outside, to an address or to a name', async () => {
    const outside = await startImageServer((req, res) => {
      const host = req.url === '/name' ? 'localhost' : '127.0.0.2';
      res.writeHead(302, { location: `http://${host}:${inside.port}/` }).end();
    });
    const options: ImageFetcherOptions = {
      allowAddress: (address) => address === '127.0.0.1',
      resolve: (name, callback) =>
        v4(name === 'outside.test' ? '127.0.0.1' : '127.0.0.2')(name, callback),
    };

    for (const path of ['/address', '/name']) {
      const url = `http://outside.test:${outside.port}${path}`;
      expect(await attempt(url, options)).toMatchObject(unreached);
    }
    expect(outside.requests.map(({ url }) => url)).toEqual(['/address', '/name']);
    await outside.close();
  });
});

describe('a name', () => {
  it('is reached by those of its addresses that are allowed', async () => {
    const fetcher = createImageFetcher({
      allowAddress: (address) => address === '127.0.0.1' || isPublicAddress(address),
      resolve: v4('10.0.0.1', '127.0.0.1'),
    });

    expect(await fetcher.fetch(`http://mixed.test:${inside.port}/`, 'image', signal)).toBe(pngUrl);
    expect(inside.requests.at(-1)?.headers.host).toBe(`mixed.test:${inside.port}`);
  });

  it('has to show a certificate of its own over https', async () => {
    const requests: unknown[] = [];
    const server = createServer({ key: tlsKey, cert: tlsCertificate }, (req) => {
      requests.push(req.url);
    });
    const arrived = once(server, 'connection');
    const port = await listen(server);
    const fetcher = createImageFetcher({ allowAddress: () => true, resolve: v4('127.0.0.1') });

    await expect(
      fetcher.fetch(`https://self-signed.test:${port}/`, 'image', signal),
    ).rejects.toMatchObject({ ...refused, cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } });
    await arrived;
    expect(requests).toEqual([]);
    await close(server);
  });
});
