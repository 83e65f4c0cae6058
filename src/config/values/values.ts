import { homedir } from 'node:os';
import path from 'node:path';
import ipaddr from 'ipaddr.js';
import { InvalidValueError } from './invalid-value.ts';
import { withForm, type Parser } from './value-form.ts';

/** Where the gateway listens. */
export interface Address {
  /** A name or an IP address, IPv6 without brackets. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** The highest number of a port. */
const maxPort = 65_535;

/** `127.0.0.1:8000`, `[::1]:8000`, `localhost:0`. Throws `InvalidValueError`. */
export function parseAddress(text: string): Address {
  const match = /^(?:\[(?<v6>[\da-f:.]+)\]|(?<name>[^\s:[\]/]+)):(?<port>\d{1,5})$/i.exec(text);
  const host = match?.groups?.['v6'] ?? match?.groups?.['name'];
  const port = Number(match?.groups?.['port']);
  if (host === undefined || port > maxPort) {
    throw new InvalidValueError(`'${text}' is not an address like 127.0.0.1:8000`);
  }
  return { host, port };
}

/** The address as `parseAddress` takes it. */
export function showAddress({ host, port }: Address): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Whether only programs on this machine can reach that host. */
export function isLoopback(host: string): boolean {
  if (host.toLowerCase() === 'localhost') return true;
  return ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback';
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['yes', true],
  ['on', true],
  ['0', false],
  ['false', false],
  ['no', false],
  ['off', false],
  ['', false],
]);

/** `1`, `true`, `yes`, `on` and their opposites, in any case. Throws `InvalidValueError`. */
export const parseBoolean = withForm({ kind: 'switch' }, (text) => {
  const value = truths.get(text.trim().toLowerCase());
  if (value !== undefined) return value;
  throw new InvalidValueError(`'${text}' is not one of 1, true, yes, on, 0, false, no, off`);
});

/**
 * An absolute path. `~/` is the user's home; a relative path counts from the working folder. Throws
 * `InvalidValueError` for an empty text.
 */
export const parsePath = withForm({ kind: 'path' }, (text) => {
  if (text.trim() === '') throw new InvalidValueError('the path is empty');
  return path.resolve(text.replace(/^~(?=$|\/)/, homedir()));
});

/** A parser that accepts only the given words. */
export function oneOf<const T extends string>(words: readonly T[]): Parser<T> {
  return withForm({ kind: 'word', words }, (text) => {
    const word = words.find((candidate) => candidate === text);
    if (word !== undefined) return word;
    throw new InvalidValueError(`'${text}' is not one of ${words.join(', ')}`);
  });
}

/** A parser for comma-separated values. */
export function listOf<T>(parse: Parser<T>): Parser<T[]> {
  return withForm({ kind: 'list', of: parse.form ?? { kind: 'text' } }, (text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
      .map((item) => parse(item)),
  );
}

/** An API key and its name. */
export interface ApiKey {
  readonly name: string;
  /** As a bearer token holds it. */
  readonly key: string;
}

/** The name of a key without a name. */
const defaultKeyName = 'default';

/**
 * One key, or several with their names: `alice:KEY,bob:KEY`. Throws `InvalidValueError`, which
 * shows none of them.
 */
export const parseApiKeys = withForm(
  { kind: 'pairs', separator: ':' },
  (text): readonly ApiKey[] => {
    const apiKeys = listOf(parseApiKey)(text);
    if (new Set(apiKeys.map(({ name }) => name)).size < apiKeys.length) {
      throw new InvalidValueError(
        'several API keys need a name of its own for each: alice:KEY,bob:KEY',
      );
    }
    if (new Set(apiKeys.map(({ key }) => key)).size < apiKeys.length) {
      throw new InvalidValueError('two names have the same API key');
    }
    return apiKeys;
  },
);

/** The characters of a key are those of a bearer token, RFC 6750, section 2.1. */
function parseApiKey(text: string): ApiKey {
  const match = /^(?:(?<name>[\w.-]{1,64}):)?(?<key>[\w.~+/-]+=*)$/.exec(text);
  const { name = defaultKeyName, key = '' } = match?.groups ?? {};
  if (key.length >= 8) return { name, key };
  throw new InvalidValueError(
    'an API key is eight or more letters, digits and - . _ ~ + / with = at the end only, a name and a colon ahead of it at most',
  );
}

/** An http or https address without a password. Throws `InvalidValueError`, which does not show it. */
export function parseWebAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (isWeb && url.username === '' && url.password === '') return url;
  throw new InvalidValueError(
    'it must be an address like https://alerts.example/hook, without a user or a password',
  );
}

/** A parser of whole numbers within bounds. */
export function wholeNumber(min: number, max: number): Parser<number> {
  return withForm({ kind: 'number', min, max }, (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidValueError(`'${text}' is not a whole number from ${min} to ${max}`);
  });
}

const parsePortNumber = wholeNumber(0, maxPort);

/** The number of a port, 0 for any free one. Throws `InvalidValueError`. */
export const parsePort = withForm({ kind: 'number', min: 0, max: maxPort }, (text) => {
  if (!/^[a-z]+:\/\//i.test(text)) return parsePortNumber(text);
  throw new InvalidValueError(
    `'${text}' is not a port. Kubernetes sets CODEX_SERVE_PORT to such an address for a Service named codex-serve: set enableServiceLinks: false in the pod, or rename the Service`,
  );
});

/** How many bytes a unit stands for. */
const unitBytes: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['KB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['KiB', 2 ** 10],
  ['MiB', 2 ** 20],
  ['GiB', 2 ** 30],
]);

/** A size: `1GiB`, `500MB`, or a number of bytes. At least 1 MB. */
export const parseBytes = withForm({ kind: 'size' }, (text) => {
  const [, count, unit = ''] = /^(\d{1,15})\s*([KMG]i?B)?$/.exec(text) ?? [];
  const bytes = Number(count) * (unitBytes.get(unit) ?? NaN);
  if (bytes >= 1e6 && Number.isSafeInteger(bytes)) return bytes;
  throw new InvalidValueError(`'${text}' is not a size of at least 1MB, like 1GiB or 500MB`);
});

/** The size as `parseBytes` takes it, in the largest unit of which it is a whole number. */
export function showBytes(bytes: number): string {
  const units = [...unitBytes].toSorted(([, one], [, other]) => other - one);
  const [unit, size] = units.find(([, each]) => bytes % each === 0) ?? ['', 1];
  return `${bytes / size}${unit}`;
}

/** Other names for models, comma-separated: `name=model`. Throws `InvalidValueError`. */
export const parseAliases = withForm({ kind: 'pairs', separator: '=' }, listOf(parseAlias));

function parseAlias(text: string): readonly [alias: string, model: string] {
  const [alias, model, ...rest] = text.split('=').map((part) => part.trim());
  if (alias && model && rest.length === 0) return [alias, model];
  throw new InvalidValueError(`'${text}' is not an alias like gpt-4o=gpt-5.5`);
}

/** A name without spaces. Throws `InvalidValueError`. */
export function parseName(text: string): string {
  if (/^\S+$/.test(text)) return text;
  throw new InvalidValueError(`'${text}' is not a name`);
}

/** The name of a profile, of the characters that Codex takes (0.171.0). Throws `InvalidValueError`. */
export function parseProfile(text: string): string {
  if (/^[\w-]+$/.test(text)) return text;
  throw new InvalidValueError(`'${text}' is not the name of a profile, such as work`);
}
