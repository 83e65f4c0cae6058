import { startChild } from '../processes/child.ts';
import {
  networkProtocol,
  type NetworkOptions,
  type NetworkState,
} from '../processes/network-protocol.ts';

/** A network between Codex and the service, in a process of its own. */
export interface Network {
  /** Of the service, over this network. */
  readonly baseUrl: string;
  look(): Promise<NetworkState>;
  close(): void;
}

/** Lays one to the service at that address. */
export async function openNetwork(
  baseUrl: string,
  options: Omit<NetworkOptions, 'to'>,
): Promise<Network> {
  const child = startChild('network', networkProtocol);
  const url = new URL(baseUrl);
  const { port } = await child.ask({ type: 'open', to: Number(url.port), ...options });
  url.port = String(port);
  if (options.isTls) url.protocol = 'https:';
  return {
    baseUrl: url.href,
    look: async () => await child.ask({ type: 'look' }),
    close: () => child.close(),
  };
}
