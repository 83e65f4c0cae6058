import { startChild } from './processes/child.ts';
import { gatewayProtocol } from './processes/gateway-protocol.ts';
import { useOfTree, type TreeUse } from './process-tree.ts';
import type { Upstream } from './upstream.ts';

/** A gateway in a process of its own. */
export interface StartedGateway {
  /** `http://127.0.0.1:41231` */
  readonly url: string;
  /** Of the gateway and all that it runs, so far. */
  use(): TreeUse;
  close(): Promise<void>;
}

/** Starts one on a free port with these arguments. Rejects where it does not start. */
export async function startGatewayProcess(
  { folder, codexHome }: Pick<Upstream, 'folder' | 'codexHome'>,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<StartedGateway> {
  const child = startChild('gateway', gatewayProtocol);
  const url = await child.ask({ type: 'start', folder, codexHome, args, env });
  if (url === null) throw new Error('The gateway has not started');
  return {
    url,
    use: () => useOfTree(child.pid),
    async close() {
      await child.ask({ type: 'close' });
      child.close();
    },
  };
}
