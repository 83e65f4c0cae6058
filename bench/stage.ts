import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pino } from 'pino';
import type { SessionCore } from '../src/codex/session-core.ts';
import { readConfig } from '../src/config/read-config.ts';
import { createStandInHome } from '../src/demo.ts';
import { startGateway } from '../src/gateway.ts';
import { createTempFolder } from '../test/support/temp-folder.ts';
import {
  clientReply,
  type ClientAnswer,
  type ClientMessage,
  type ClientReply,
} from './client-messages.ts';

/** The gateway in this process, with everything around it in others. */
export interface Stage {
  readonly core: SessionCore;
  /** Gives the client process a streamed chat request, and returns what makes it send that. */
  readonly prepare: (body: object) => Promise<Chat>;
  readonly close: () => Promise<void>;
}

/** Has the client send its request once more. Rejects where it gets no whole answer. */
export type Chat = () => Promise<ClientAnswer>;

/** Sets it up, as it is started with no flag but with its log off. */
export async function setStage(): Promise<Stage> {
  const folder = await createTempFolder();
  const standIn = fork(new URL('stand-in-process.ts', import.meta.url));
  const client = fork(new URL('client-process.ts', import.meta.url));
  const codexHome = path.join(folder.path, 'user');
  const baseUrl = String(await nextMessage(standIn));
  await createStandInHome(codexHome, { baseUrl, hasWebSockets: true });
  const folders = ['--home', path.join(folder.path, 'gateway'), '--codex-home', codexHome];
  const invocation = readConfig(['--addr', '127.0.0.1:0', ...folders], {}, '0.0.0');
  if (invocation.kind !== 'serve') throw new Error(invocation.text);
  const gateway = await startGateway({
    config: invocation.config,
    env: process.env,
    version: '0.0.0',
    logger: pino({ level: 'silent' }),
  });
  return {
    core: gateway.core,
    async prepare(body) {
      const url = `${gateway.url}/v1/chat/completions`;
      await tell(client, { type: 'take', url, body: JSON.stringify(body) });
      return async () => {
        const answer = await tell(client, { type: 'send' });
        if (answer.type !== 'answered') throw new Error('The client has sent nothing');
        if (answer.failure !== null) throw new Error(`No whole answer: ${answer.failure}`);
        return answer;
      };
    },
    async close() {
      await gateway.close();
      client.disconnect();
      standIn.disconnect();
      await folder.remove();
    },
  };
}

async function tell(client: ChildProcess, message: ClientMessage): Promise<ClientReply> {
  client.send(message);
  return clientReply.parse(await nextMessage(client));
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const received: unknown[] = await once(child, 'message');
  return received[0];
}
