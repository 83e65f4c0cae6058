import { z } from 'zod';
import { median } from '../measure.ts';
import type { Target } from '../print.ts';
import { startGatewayProcess } from '../started-gateway.ts';
import type { Upstream } from '../upstream.ts';

const page = z.object({
  data: z.object({ conversations: z.object({ edges: z.array(z.object({ cursor: z.string() })) }) }),
});

const pageSize = 50;

/** How long a page takes of so many conversations, the last ones included. */
export async function measureListing(upstream: Upstream, count: number): Promise<Target> {
  const gateway = await startGatewayProcess(upstream, [], {});
  try {
    for (let index = 0; index < count; index += 1) await create(gateway.url, index);
    const times: number[] = [];
    let after: string | null = null;
    for (let read = 0; read < count; read += pageSize) {
      const start = performance.now();
      const edges = await list(gateway.url, after);
      times.push(performance.now() - start);
      if (edges.length === 0) throw new Error(`Only ${read} of ${count} conversations are listed`);
      after = edges.at(-1)?.cursor ?? null;
    }
    return {
      name: `a page of ${count} conversations`,
      value: median(times),
      atMost: 50,
      unit: 'ms',
    };
  } finally {
    await gateway.close();
  }
}

async function create(url: string, index: number): Promise<void> {
  const text = `Question ${index}: what does the kettle say?`;
  const items = [{ type: 'message', role: 'user', content: text }];
  const response = await fetch(`${url}/v1/conversations`, postOf({ items }));
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  await response.text();
}

async function list(
  url: string,
  after: string | null,
): Promise<z.infer<typeof page>['data']['conversations']['edges']> {
  const query = `query ($after: String) {
    conversations(first: ${pageSize}, after: $after) { edges { cursor node { id title usedAt } } }
  }`;
  const response = await fetch(`${url}/graphql`, postOf({ query, variables: { after } }));
  return page.parse(await response.json()).data.conversations.edges;
}

function postOf(body: object): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}
