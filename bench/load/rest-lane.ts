import { Agent } from 'node:http';
import { z } from 'zod';
import { model, type Lane } from './lane.ts';
import { post } from './post.ts';
import { sseData } from './sse-data.ts';

const chunk = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }) })),
});

/** A client that streams its chats over one connection. */
export function restLane(url: string): Lane {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    async ask(messages, hear) {
      const body = { model, messages, stream: true };
      const response = await post(`${url}/v1/chat/completions`, body, agent);
      let last = '';
      for await (const data of sseData(response)) {
        last = data;
        if (data === '[DONE]') continue;
        const [choice] = chunk.parse(JSON.parse(data)).choices;
        const text = choice?.delta.content ?? '';
        if (text !== '') hear(text);
      }
      if (last !== '[DONE]') throw new Error(`The stream ends in ${last}`);
    },
  };
}
