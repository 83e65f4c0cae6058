import { InvalidValueError } from './invalid-value.ts';

/** A host with the port that it was named with, as a `Host` header holds them. */
export interface NamedHost {
  /** In lower case, an IPv6 address without brackets. */
  readonly name: string;
  /** Undefined for the default one. */
  readonly port: string | undefined;
}

const shape = /^(?<name>\[[\da-f:.]+\]|[^\s/?#@:,[\]\\%]+)(?::(?<port>\d{1,5}))?$/i;

/** The host in a `Host` header; undefined if the header is invalid. */
export function readHost(text: string): NamedHost | undefined {
  const { name, port } = shape.exec(text)?.groups ?? {};
  if (name === undefined || !URL.canParse(`http://${name}`)) return undefined;
  const { hostname } = new URL(`http://${name}`);
  return { name: hostname.replaceAll(/^\[|\]$|\.$/g, ''), port };
}

/**
 * A host name under which the gateway is reached, with a port or for any: `host.docker.internal`,
 * `gateway.lan:8000`, `*.ts.net.example`. Throws `InvalidValueError`.
 */
export function parseHost(text: string): string {
  const fault = (reason: string): InvalidValueError =>
    new InvalidValueError(`'${text}' is not a host like host.docker.internal: ${reason}`);
  if (text === '*') {
    throw fault('any web page could then call by DNS rebinding; set --api-key to allow every host');
  }
  if (text.includes('://')) throw fault('it has a scheme');
  if (text.includes('/')) throw fault('it has a path');
  const isWild = text.startsWith('*.');
  const host = readHost(isWild ? text.slice(2) : text);
  if (host === undefined || Number(host.port) > 65_535) throw fault('it cannot be read');
  const { name, port } = host;
  if (name.includes('*') || (isWild && !/^(?![\d.]+$)[^:]+\.[^:]+$/.test(name))) {
    throw fault('a * stands for the subdomains of a name, *.example.com');
  }
  const shown = name.includes(':') ? `[${name}]` : name;
  return `${isWild ? '*.' : ''}${shown}${port === undefined ? '' : `:${Number(port)}`}`;
}

/** Whether a host matches one that `parseHost` returned. */
export function hostMatcher(hosts: readonly string[]): (host: NamedHost) => boolean {
  const allowed = hosts.map((text) => {
    const isWild = text.startsWith('*.');
    return { isWild, host: readHost(isWild ? text.slice(2) : text) };
  });
  return ({ name, port }) =>
    allowed.some(
      ({ isWild, host }) =>
        (isWild ? name.endsWith(`.${host?.name}`) : name === host?.name) &&
        (host?.port === undefined || isPort(host.port, port)),
    );
}

/** A header without a port means the default one of HTTP, or of HTTPS where a proxy ends that. */
function isPort(allowed: string, port: string | undefined): boolean {
  const number = Number(allowed);
  return port === undefined ? number === 80 || number === 443 : number === Number(port);
}
