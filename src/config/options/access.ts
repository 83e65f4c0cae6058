import { parseHost } from '../values/hosts.ts';
import { parseOrigin } from '../values/origins.ts';
import {
  listOf,
  parseAddress,
  parseApiKeys,
  parseBoolean,
  parseName,
  parsePort,
  showAddress,
} from '../values/values.ts';
import { option } from './option.ts';

/** Address and access. */
export const accessOptions = {
  addr: option({
    flag: '--addr <host:port>',
    env: 'CODEX_SERVE_ADDR',
    fallback: '127.0.0.1:8000',
    description: 'Address to listen on. Any address but a loopback one needs an API key.',
    parse: parseAddress,
    show: showAddress,
  }),
  port: option({
    flag: '--port <number>',
    env: 'CODEX_SERVE_PORT',
    description: 'Port to listen on, instead of the one in --addr. 0: any free one.',
    parse: parsePort,
  }),
  demo: option({
    flag: '--demo',
    env: 'CODEX_SERVE_DEMO',
    fallback: 'false',
    description: 'Run the real Codex against a stand-in service: no login, no internet.',
    parse: parseBoolean,
  }),
  apiKeys: option({
    flag: '--api-key <keys>',
    env: 'CODEX_SERVE_API_KEY',
    fallback: '',
    description:
      'API key that every client must send, as a bearer token, x-api-key or api-key. Several keys have names: alice:KEY,bob:KEY.',
    parse: parseApiKeys,
  }),
  adminKeys: option({
    flag: '--admin-keys <names>',
    env: 'CODEX_SERVE_ADMIN_KEYS',
    fallback: '',
    description:
      "Names of keys that may see and cancel every key's completions. Other keys see only their own; a single key is always an admin.",
    parse: listOf(parseName),
  }),
  corsOrigins: option({
    flag: '--cors-origin <origins>',
    env: 'CODEX_SERVE_CORS_ORIGIN',
    fallback: '',
    description:
      'Comma-separated web origins that may call as you do: https://app.example, app://obsidian.md, https://*.example.com. Without a key, pages of other loopback origins see only what they started.',
    parse: listOf(parseOrigin),
    isReloadable: true,
  }),
  allowHosts: option({
    flag: '--allow-host <hosts>',
    env: 'CODEX_SERVE_ALLOW_HOST',
    fallback: '',
    description:
      'Comma-separated host names that clients without a key may use besides loopback ones: host.docker.internal, gateway.lan:8000, *.lan.example. With a valid key, any host name works.',
    parse: listOf(parseHost),
    isReloadable: true,
  }),
} as const;
