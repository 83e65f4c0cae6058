import { Agent } from 'node:http';
import { model, type Lane } from './lane.ts';
import { post } from './post.ts';
import { sseData } from './sse-data.ts';

/** A chunk as it comes. It is taken as it is, as the bare driver takes what Codex says. */
interface Chunk {
  readonly choices: readonly { readonly delta: { readonly content?: string } }[];
}

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
        const { choices }: Chunk = JSON.parse(data);
        const text = choices[0]?.delta.content ?? '';
        if (text !== '') hear(text);
      }
      if (last !== '[DONE]') throw new Error(`The stream ends in ${last}`);
    },
  };
}
