import type { SessionCore } from '../src/codex/session-core.ts';
import { startChild } from './processes/child.ts';
import { clientProtocol, type ClientAnswer } from './processes/client-protocol.ts';
import { startMeasuredGateway, startUpstream } from './upstream.ts';

/** The gateway in this process, with everything around it in others. */
export interface Stage {
  readonly core: SessionCore;
  /** `http://127.0.0.1:41231` */
  readonly url: string;
  /** Gives the client process a streamed chat request, and returns what makes it send that. */
  readonly prepare: (body: object) => Promise<Chat>;
}

/** Makes the client send its request again. Rejects if the answer is incomplete. */
export type Chat = () => Promise<ClientAnswer>;

/**
 * Does something with the gateway as it is started with no flag but with its log off.
 *
 * @param args Flags that it is started with nevertheless. Default: none.
 * @param env Default: that of this process.
 */
export async function onStage<T>(
  play: (stage: Stage) => Promise<T>,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): Promise<T> {
  const upstream = await startUpstream();
  const client = startChild('client', clientProtocol);
  const gateway = await startMeasuredGateway(upstream, args, env);
  try {
    return await play({
      core: gateway.core,
      url: gateway.url,
      async prepare(body) {
        const url = `${gateway.url}/v1/chat/completions`;
        await client.ask({ type: 'take', url, body: JSON.stringify(body) });
        return async () => {
          const answer = await client.ask({ type: 'send' });
          if (answer === null) throw new Error('The client has sent nothing');
          if (answer.failure !== null) throw new Error(`No whole answer: ${answer.failure}`);
          return answer;
        };
      },
    });
  } finally {
    await gateway.close();
    client.close();
    await upstream.close();
  }
}
