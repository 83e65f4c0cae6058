import { describe, expect, it } from 'vitest';
import { hostMatcher, parseHost, readHost } from '../../src/config/values/hosts.ts';
import { InvalidValueError } from '../../src/config/values/invalid-value.ts';

describe('--allow-host takes', () => {
  it.each([
    ['host.docker.internal', 'host.docker.internal'],
    ['Gateway.LAN:8000', 'gateway.lan:8000'],
    ['gateway.lan.', 'gateway.lan'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['192.168.1.20', '192.168.1.20'],
    ['192.168.1.20:8000', '192.168.1.20:8000'],
    ['[fd00::1]', '[fd00::1]'],
    ['[FD00:0::1]:8000', '[fd00::1]:8000'],
    ['*.lan.example', '*.lan.example'],
    ['*.lan.example:443', '*.lan.example:443'],
  ])('%s, as %s', (text, host) => {
    expect(parseHost(text)).toBe(host);
    expect(parseHost(host)).toBe(host);
  });
});

describe('--allow-host refuses', () => {
  it.each([
    ['*', 'any web page could then call by DNS rebinding; set --api-key to allow every host'],
    ['http://gateway.lan', 'it has a scheme'],
    ['gateway.lan/v1', 'it has a path'],
    ['*.lan', 'a * stands for the subdomains of a name, *.example.com'],
    ['a.*.lan', 'a * stands for the subdomains of a name, *.example.com'],
    ['*.168.1.20', 'a * stands for the subdomains of a name, *.example.com'],
    ['me@gateway.lan', 'it cannot be read'],
    ['gateway.lan:port', 'it cannot be read'],
    ['gateway.lan:70000', 'it cannot be read'],
    ['fd00::1', 'it cannot be read'],
    ['two names', 'it cannot be read'],
  ])('%s: %s', (text, reason) => {
    expect(() => parseHost(text)).toThrow(
      new InvalidValueError(`'${text}' is not a host like host.docker.internal: ${reason}`),
    );
  });
});

describe('a host that was named matches the header', () => {
  const matches = (allowed: string, header: string): boolean => {
    const host = readHost(header);
    return host !== undefined && hostMatcher([parseHost(allowed)])(host);
  };

  it.each([
    ['host.docker.internal', 'host.docker.internal:8000'],
    ['host.docker.internal', 'HOST.docker.internal'],
    ['host.docker.internal', 'host.docker.internal.:8000'],
    ['gateway.lan:8000', 'gateway.lan:8000'],
    ['gateway.lan:443', 'gateway.lan'],
    ['gateway.lan:80', 'gateway.lan'],
    ['[fd00::1]', '[fd00:0::1]:8000'],
    ['*.lan.example', 'a.b.lan.example:8000'],
  ])('%s: %s', (allowed, header) => {
    expect(matches(allowed, header)).toBe(true);
  });

  it.each([
    ['host.docker.internal', 'host.docker.internal.evil.example'],
    ['host.docker.internal', 'evil.example'],
    ['host.docker.internal', 'x@host.docker.internal'],
    ['host.docker.internal', 'host.docker.internal, evil.example'],
    ['host.docker.internal', ''],
    ['gateway.lan:8000', 'gateway.lan:8001'],
    ['gateway.lan:8000', 'gateway.lan'],
    ['*.lan.example', 'lan.example'],
    ['*.lan.example', 'evillan.example'],
  ])('%s, and not %s', (allowed, header) => {
    expect(matches(allowed, header)).toBe(false);
  });
});
