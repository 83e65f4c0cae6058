import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ThreadUse } from './load/bare-lane.ts';
import { openLoad } from './load/open-load.ts';
import { median } from './measure.ts';
import { openNetwork, type Network } from './network/open-network.ts';
import { tlsAuthority } from './network/tls-files.ts';
import { scaled, type Part, type Scale } from './part.ts';
import { amount, targetTable } from './print.ts';
import { assertPoolHit } from './pool-hit.ts';
import { startChild } from './processes/child.ts';
import type { Way } from './processes/load-protocol.ts';
import { proxyProtocol } from './processes/proxy-protocol.ts';
import { flagsFor } from './thread-states.ts';
import { startMeasuredGateway, startUpstream, type Upstream } from './upstream.ts';

const roundTripMs = 40;
/** Those that ask at once before it is measured. */
const many = 16;

/**
 * The first token over a network, against a proxy that opens a connection per request. Rejects where
 * no request has taken a thread that was started before it.
 */
export const simulatedNetwork: Part = {
  name: 'network',
  async measure(scale) {
    const upstream = await startUpstream();
    const network = await openNetwork(upstream.baseUrl, { oneWayMs: roundTripMs / 2, isTls: true });
    try {
      const { baseUrl } = network;
      const proxy = await measureProxy(baseUrl, scale);
      await upstream.reachOver(baseUrl);
      const cold = await measureGateway('cold', upstream, network, scale);
      const warm = await measureGateway('warm', upstream, network, scale);
      const goingOn = await measureGateway('going-on', upstream, network, scale);
      return [
        {
          title: `First token over TLS and ${roundTripMs} ms of round trip`,
          columns: ['median', 'before the proxy'],
          rows: Object.entries({
            'a connection per request': proxy,
            'gateway, cold': cold,
            'gateway, warm': warm,
            'gateway, continued': goingOn,
          }).map(([name, ms]) => [name, amount(ms, 'ms'), amount(proxy - ms, 'ms')]),
        },
        targetTable([
          {
            name: 'first token, gateway warm: before the proxy',
            value: proxy - warm,
            atLeast: 80,
            unit: 'ms',
          },
          {
            name: 'first token, gateway warm: of cold',
            value: (warm / cold) * 100,
            atMost: 40,
            unit: '%',
          },
        ]),
      ];
    } finally {
      network.close();
      await upstream.close();
    }
  },
};

async function measureProxy(baseUrl: string, scale: Scale): Promise<number> {
  const proxy = startChild('proxy', proxyProtocol);
  const url = await proxy.ask({ baseUrl });
  try {
    return await firstTokenMs({ kind: 'proxy', url }, 'cold', scale);
  } finally {
    proxy.close();
  }
}

async function measureGateway(
  use: ThreadUse,
  upstream: Upstream,
  network: Network,
  scale: Scale,
): Promise<number> {
  const authority = path.join(upstream.folder, 'authority.pem');
  await writeFile(authority, tlsAuthority);
  const env = { ...process.env, SSL_CERT_FILE: authority };
  const gateway = await startMeasuredGateway(upstream, flagsFor(use, 8), env);
  const way = { kind: 'rest', url: gateway.url } as const;
  try {
    const ms = await firstTokenMs(way, use, scale);
    if (use === 'warm') await assertPoolHit(way, network);
    return ms;
  } finally {
    await gateway.close();
  }
}

/** One at a time, with pauses in which a connection can be made. */
async function firstTokenMs(way: Way, use: ThreadUse, scale: Scale): Promise<number> {
  const load = await openLoad(way, many);
  const base = { countTo: 0, isGoingOn: use === 'going-on' };
  const warmUp = { ...base, lanes: many, pauseMs: 0, requestsPerLane: scaled(scale, 60, 1) };
  const run = { ...base, lanes: 1, pauseMs: 4 * roundTripMs };
  try {
    // The compilers': a gateway that runs for days is past them.
    await load.run(warmUp);
    await load.run({ ...run, requestsPerLane: scaled(scale, 5, 1) });
    const result = await load.run({ ...run, requestsPerLane: scaled(scale, 30, 3) });
    return median(result.firstTokenMs);
  } finally {
    load.close();
  }
}
