import type { ConnectionFault } from './connection-fault.ts';

/** The codes of Node, of its TLS and of undici, except for those of certificates. */
const faults: ReadonlyMap<string, ConnectionFault> = new Map([
  ['ECONNREFUSED', 'refused'],
  ['ENOTFOUND', 'unknownHost'],
  ['EAI_AGAIN', 'unknownHost'],
  ['EAI_FAIL', 'unknownHost'],
  ['EAI_NODATA', 'unknownHost'],
  ['EAI_NONAME', 'unknownHost'],
  ['ENODATA', 'unknownHost'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['ENETUNREACH', 'unreachable'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETDOWN', 'unreachable'],
  ['EHOSTDOWN', 'unreachable'],
  ['EADDRNOTAVAIL', 'unreachable'],
  ['ECONNRESET', 'reset'],
  ['ECONNABORTED', 'reset'],
  ['EPIPE', 'reset'],
  ['UND_ERR_SOCKET', 'reset'],
  ['EPROTO', 'tls'],
]);

/** The codes of OpenSSL's verification: `CERT_HAS_EXPIRED`, `SELF_SIGNED_CERT_IN_CHAIN`. */
const certificate =
  /CERT|CRL|SIGNATURE|ISSUER|ALTNAME|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)|PATH_LENGTH/;

/** The kind of broken connection that an error of Node or undici stands for; null for any other. */
export function faultOfError(error: unknown): ConnectionFault | null {
  const code = codeOf(firstOf(error));
  const known = faults.get(code);
  if (known !== undefined) return known;
  if (error instanceof Error && error.name === 'HTTPParserError') return 'notHttp';
  if (code.startsWith('ERR_SSL_')) return 'tls';
  return certificate.test(code) ? 'certificate' : null;
}

function codeOf(error: unknown): string {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode ? String(error.code) : '';
}

/** Where a name has several addresses, Node puts the failures together. */
function firstOf(error: unknown): unknown {
  return error instanceof AggregateError ? error.errors[0] : error;
}
