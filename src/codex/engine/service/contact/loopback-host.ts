import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Addresses that lead to this machine: loopback, and the unspecified one, which connects to it. */
const localRanges = new Set(['loopback', 'unspecified']);

/**
 * Whether a host leads to this machine, so that no proxy can reach it.
 *
 * @param hostname As a `URL` has it: an IPv6 address in brackets.
 */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.replaceAll(/^\[|\]$/g, '');
  if (isIP(host) === 0) return host === 'localhost' || host.endsWith('.localhost');
  return localRanges.has(ipaddr.process(host).range());
}
