import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** IANA hands out global unicast addresses from this block alone (RFC 4291, 2.4). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is one host on the public internet. Not so for private, loopback,
 * link-local, shared (CGNAT), multicast, reserved and documentation addresses, for IPv6 addresses
 * that lead to an IPv4 one (mapped, compatible, NAT64, 6to4, Teredo), nor for what is no address.
 *
 * @param address As `node:dns` writes it, `93.184.215.14` or `2606:4700::1111`, without brackets.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast);
}
