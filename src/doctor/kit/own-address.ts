import { isLoopback, showAddress, type Address } from '../../config/values/values.ts';

/** `http://127.0.0.1:8000`, under which this machine reaches an address. */
export function urlOf({ host, port }: Address): string {
  const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  return `http://${showAddress({ host: everywhere[host] ?? host, port })}`;
}

/** Whether a gateway at that URL listens at an address, or at one that leads to the same port. */
export function isOwnAddress(url: string, address: Address): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, port } = new URL(url);
  if (Number(port || 80) !== address.port) return false;
  const host = hostname.replaceAll(/^\[|\]$/g, '');
  return host === address.host || [host, address.host].every(isHere);
}

function isHere(host: string): boolean {
  return isLoopback(host) || host === '0.0.0.0' || host === '::';
}
