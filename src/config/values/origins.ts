import { InvalidValueError } from './invalid-value.ts';

/** A serialized origin, whose host may be a wildcard, in lower case. */
const shape =
  /^(?<scheme>[a-z][a-z\d+.-]*):\/\/(?<host>\[[\da-f:.]+\]|[^\s/?#@:,[\]]*)(?::(?<port>\d{1,5}|\*))?$/;

/** A wildcard for the subdomains of a name with two labels or more, or of localhost. */
const subdomains = /^\*\.(?:[^.*]+\.)+[^.*]+$|^\*\.localhost$/;

/**
 * A web origin as browsers serialize it: `https://app.example`, `app://obsidian.md`, `file://`; or
 * several by a wildcard: `https://*.example.com`, `chrome-extension://*`, `http://localhost:*`.
 * Gives it in the form in which browsers send it. Throws `InvalidValueError` for what no browser
 * sends, and for what any page could send.
 */
export function parseOrigin(text: string): string {
  const fault = (reason: string): InvalidValueError =>
    new InvalidValueError(`'${text}' is not an origin like https://app.example: ${reason}`);
  const lower = text.toLowerCase();
  if (lower === 'null') throw fault('every sandboxed frame has it, on any web page');
  if (lower === '*') throw fault('it would let every web page in');
  if (!/^[^/]*:\/\//.test(lower)) throw fault('it has no scheme');
  if (/[?#]/.test(lower)) throw fault('it has a query or a fragment');
  if (/^[^/]*:\/\/[^/]*@/.test(lower)) throw fault('it has a user name');
  if (/^[^/]*:\/\/[^/]*\/./.test(lower)) throw fault('it has a path');
  const {
    scheme,
    host = '',
    port,
  } = shape.exec(lower.replace(/(?<=:\/\/.*)\/$/, ''))?.groups ?? {};
  if (scheme === undefined) throw fault('its scheme, host or port cannot be read');
  if (scheme === 'ws' || scheme === 'wss') {
    throw fault(`pages have the scheme ${scheme === 'ws' ? 'http' : 'https'}`);
  }
  if (scheme === 'data' || scheme === 'blob' || scheme === 'about' || scheme === 'javascript') {
    throw fault('browsers send null for it');
  }
  if (Number(port) > 65_535) throw fault('there is no such port');
  return scheme === 'http' || scheme === 'https'
    ? webOrigin(scheme, host, port, fault)
    : appOrigin(scheme, host, port, fault);
}

type Fault = (reason: string) => InvalidValueError;

function webOrigin(scheme: string, host: string, port: string | undefined, fault: Fault): string {
  if (host === '') throw fault('it has no host');
  if (host === '*') throw fault(`it would let every page of ${scheme} in`);
  const isWild = host.startsWith('*.');
  if (host.includes('*') && !subdomains.test(host)) {
    throw fault('a * stands for the subdomains of a name, https://*.example.com');
  }
  const bare = `${scheme}://${isWild ? host.slice(2) : host}`;
  if (!URL.canParse(bare)) throw fault('its host cannot be read');
  const { hostname } = new URL(bare);
  const name = isWild ? `*.${hostname}` : hostname;
  if (isWild && /^[\d.]+$|^\[/.test(hostname)) throw fault('an IP address has no subdomains');
  const isDefault = Number(port) === (scheme === 'http' ? 80 : 443);
  return `${scheme}://${name}${port === undefined || isDefault ? '' : `:${portText(port)}`}`;
}

/** An origin of an app or an extension. Nothing is known of what its hosts look like. */
function appOrigin(scheme: string, host: string, port: string | undefined, fault: Fault): string {
  if (host === '' && scheme !== 'file') throw fault('it has no host');
  if (host !== '' && scheme === 'file') throw fault('files have no host, file://');
  if (host.includes('*') && host !== '*' && !subdomains.test(host)) {
    throw fault(`a * stands for every host, ${scheme}://*`);
  }
  return `${scheme}://${host}${port === undefined ? '' : `:${portText(port)}`}`;
}

function portText(port: string): string {
  return port === '*' ? port : String(Number(port));
}

/** Whether an `Origin` header matches one that `parseOrigin` returned. */
export function originMatcher(origins: readonly string[]): (origin: string) => boolean {
  const exact = new Set(origins.filter((origin) => !origin.includes('*')));
  const wild = origins.filter((origin) => origin.includes('*')).map((origin) => toRegExp(origin));
  return (origin) => {
    const lower = origin.toLowerCase();
    return exact.has(lower) || wild.some((pattern) => pattern.test(lower));
  };
}

function toRegExp(origin: string): RegExp {
  const source = origin
    .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replace(/:\*$/, String.raw`(?::\d{1,5})?`)
    .replace(/:\/\/\*(?=\\\.)/, String.raw`://[^\s/?#@:,*]+`)
    .replace(/:\/\/\*/, String.raw`://[^\s/?#@:,*]+`);
  return new RegExp(`^${source}$`);
}
