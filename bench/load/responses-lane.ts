import { Agent } from 'node:http';
import { model, type Lane } from './lane.ts';
import { post } from './post.ts';
import { sseData } from './sse-data.ts';

/** An event as it comes. */
interface ResponseEvent {
  readonly type: string;
  readonly delta?: string;
  readonly response?: { readonly id: string };
}

/**
 * A client that streams its responses over one connection.
 *
 * @param isStored Whether the gateway keeps them. Then each question of a conversation comes alone, with
 *   the id of the response before it.
 */
export function responsesLane(url: string, isStored: boolean): Lane {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let previous: string | undefined;
  return {
    begin() {
      previous = undefined;
    },
    async ask(conversation, hear) {
      const isContinued = isStored && conversation.length > 1;
      const input = isContinued ? conversation.slice(-1) : conversation;
      const after = isContinued ? { previous_response_id: previous } : {};
      const body = { model, input, store: isStored, stream: true, ...after };
      const response = await post(`${url}/v1/responses`, body, agent);
      let last = '';
      for await (const data of sseData(response)) {
        const event: ResponseEvent = JSON.parse(data);
        if (event.type === 'response.output_text.delta') hear(event.delta ?? '');
        last = event.type;
        previous = event.response?.id ?? previous;
      }
      if (last !== 'response.completed') throw new Error(`The stream ends in ${last}`);
    },
  };
}
