import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { tlsAuthority } from '../network/tls-files.ts';
import { model, type Lane } from './lane.ts';
import { post } from './post.ts';
import { sseData } from './sse-data.ts';

/** An event as it comes. It is taken as it is, as all lanes take theirs. */
interface ServiceEvent {
  readonly type: string;
  readonly delta?: string;
}

/**
 * A client that asks the service itself over one open connection: the limit for every gateway.
 *
 * @param baseUrl Of the service, `https://127.0.0.1:41231/v1`.
 */
export function serviceLane(baseUrl: string): Lane {
  const options = { keepAlive: true, maxSockets: 1 };
  const isTls = baseUrl.startsWith('https:');
  const agent = isTls ? new HttpsAgent({ ...options, ca: tlsAuthority }) : new HttpAgent(options);
  return {
    async ask(messages, hear) {
      const body = { model, input: messages, stream: true, store: false };
      const response = await post(`${baseUrl}/responses`, body, agent);
      let isCompleted = false;
      for await (const data of sseData(response)) {
        const { type, delta = '' }: ServiceEvent = JSON.parse(data);
        if (type === 'response.output_text.delta') hear(delta);
        isCompleted ||= type === 'response.completed';
      }
      if (!isCompleted) throw new Error('The stream ends before its answer');
    },
  };
}
