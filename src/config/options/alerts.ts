import { parsePath, parseWebAddress } from '../values/values.ts';
import { option } from './option.ts';

/** Alerts. */
export const alertsOptions = {
  alertUrl: option({
    flag: '--alert-url <url>',
    env: 'CODEX_SERVE_ALERT_URL',
    description:
      'URL to which each alert is posted once, as JSON: a quota at 80 or 95 % or about to run out, a lost login, an engine that is down, a disk that is nearly full.',
    parse: parseWebAddress,
  }),
  alertSecretFile: option({
    flag: '--alert-secret-file <file>',
    env: 'CODEX_SERVE_ALERT_SECRET_FILE',
    description:
      'File with the secret that signs the requests to --alert-url: x-codex-serve-signature holds sha256= and the HMAC-SHA256 of the body.',
    parse: parsePath,
  }),
} as const;
