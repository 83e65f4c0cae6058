import { Agent } from 'node:http';
import { z } from 'zod';
import { model, type Lane } from './lane.ts';
import { post } from './post.ts';
import { sseData } from './sse-data.ts';

const event = z.discriminatedUnion('type', [
  z.object({ type: z.literal('response.output_text.delta'), delta: z.string() }),
  z.object({ type: z.literal('response.completed') }),
]);

/** A client of a proxy that passes the service's own stream on. */
export function proxyLane(url: string): Lane {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    async ask(messages, hear) {
      const response = await post(url, { model, messages }, agent);
      let isCompleted = false;
      for await (const data of sseData(response)) {
        const { data: known } = event.safeParse(JSON.parse(data));
        if (known?.type === 'response.output_text.delta') hear(known.delta);
        isCompleted ||= known?.type === 'response.completed';
      }
      if (!isCompleted) throw new Error('The stream ends before its answer');
    },
  };
}
