import { quantile } from '../measure.ts';
import type { Target } from '../print.ts';
import { startGatewayProcess } from '../started-gateway.ts';
import type { Upstream } from '../upstream.ts';

/** How much longer other requests take while so many events of a kept response are replayed. */
export async function measureReplay(upstream: Upstream, tokens: number): Promise<Target> {
  const gateway = await startGatewayProcess(upstream, ['--engine', 'direct'], {});
  try {
    const id = await answerOf(gateway.url, tokens);
    const before = await slowest(gateway.url, async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    const during = await slowest(gateway.url, async () => {
      await replay(gateway.url, id, tokens);
    });
    const name = `another request beside a replay of ${tokens} tokens`;
    return { name, value: during - before, atMost: 20, unit: 'ms' };
  } finally {
    await gateway.close();
  }
}

async function answerOf(url: string, tokens: number): Promise<string> {
  const response = await fetch(`${url}/v1/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5.5', input: `Count to ${tokens}` }),
  });
  const { id }: { id: string } = await response.json();
  return id;
}

async function replay(url: string, id: string, tokens: number): Promise<void> {
  const response = await fetch(`${url}/v1/responses/${id}?stream=true`);
  const text = await response.text();
  const events = text.split('\nevent: ').length;
  if (events < tokens) throw new Error(`Only ${events} events of ${tokens} tokens are replayed`);
}

/** The 99th percentile of the requests that are made one after the other meanwhile, in milliseconds. */
async function slowest(url: string, meanwhile: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  const work = { isOver: false };
  const working = meanwhile().finally(() => {
    work.isOver = true;
  });
  while (!work.isOver) {
    const start = performance.now();
    await (await fetch(`${url}/v1/models`)).text();
    times.push(performance.now() - start);
  }
  await working;
  return quantile(times, 0.99);
}
