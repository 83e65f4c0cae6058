import { UpstreamError } from '../../../../errors/errors.ts';

/** What each kind of broken connection is to a client. No name, address or path of the user's is in it. */
const texts = {
  refused: 'The service refused the connection: nothing listens at its address.',
  unknownHost: "The service's host name could not be resolved.",
  certificate: "The service's TLS certificate is not trusted, has expired or is for another host.",
  tls: 'The TLS handshake with the service failed.',
  proxy: 'The proxy on the way to the service refused the connection.',
  unreachable: 'There is no network route to the service.',
  timeout: 'The connection to the service timed out.',
  reset: 'The service closed the connection before it answered.',
  notHttp: "What answers at the service's address does not speak HTTP.",
  badUrl: "The service's address in the Codex configuration is not a valid URL.",
} as const;

/** The client's error text for a connection that broke for an unknown reason. */
export const brokenText = 'The connection to the service broke before the answer was complete.';

/** Why there is no connection to the service. */
export type ConnectionFault = keyof typeof texts;

/**
 * The words of Codex and the libraries below it (measured on 0.171.0), the specific ones first. Over
 * plain HTTP Codex says only `error sending request`, which none of them matches.
 */
const words: readonly (readonly [RegExp, ConnectionFault])[] = [
  [/proxy|CONNECT failed|status 407/i, 'proxy'],
  [/certificate|UnknownIssuer/i, 'certificate'],
  [/corrupt message|fatal alert|handshake ?failure|\btls\b/i, 'tls'],
  [/connection refused|os error (?:111|61|10061)\b/i, 'refused'],
  [/lookup address|dns error|resolve|no such host/i, 'unknownHost'],
  [/unreachable|no route to host/i, 'unreachable'],
  [/timed? ?out|deadline/i, 'timeout'],
  [/httparse|invalid HTTP version/i, 'notHttp'],
  [/scheme not supported|builder error|relative URL/i, 'badUrl'],
  [/reset by peer|handshake not finished|unexpected eof|connection closed/i, 'reset'],
];

/** What may stand before the reason; anything else after it is the service's own words. */
const preface = /^(?:stream disconnected before completion: |connection failed: )+(?<reason>.*)$/is;

/** The kind of broken connection that Codex's message names; null for any other message. */
export function connectionFaultIn(message: string): ConnectionFault | null {
  const reason = preface.exec(message)?.groups?.['reason'];
  if (reason === undefined || !isTransport.test(reason)) return null;
  return words.find(([pattern]) => pattern.test(reason))?.[1] ?? null;
}

/** How the libraries begin, or end, what they say; the service's own sentences do neither. */
const isTransport =
  /^(?:connection |failed to lookup|dns error|invalid peer certificate|received (?:corrupt|fatal)|websocket|URL error|builder error|error sending request|network |no route|io error|tls |operation timed out|request timed out|unexpected eof)|\(os error \d+\)$/i;

/** Whether Codex says only that it could not send its request, over HTTP, and not why. */
export function isUnsent(message: string): boolean {
  return /^(?:stream disconnected before completion|connection failed): error sending request/i.test(
    message,
  );
}

/**
 * The error for a fault. One of the configuration is not retried by SDKs: it stays until somebody
 * fixes it.
 *
 * @param cause Logged only: what said so.
 */
export function connectionError(fault: ConnectionFault, cause: unknown): UpstreamError {
  const code = fault === 'badUrl' ? 'upstream_misconfigured' : 'upstream_unreachable';
  return new UpstreamError(code, texts[fault], { cause });
}
