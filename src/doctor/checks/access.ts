import { isLoopback, showAddress } from '../../config/values/values.ts';
import type { DoctorContext } from '../kit/context.ts';
import { ok, warning, type Outcome } from '../kit/finding.ts';

/** Fewer characters than this can be guessed by a program that may try from afar. */
const shortKey = 20;

/** Who can reach the gateway, and what keeps others out. Shows no key. */
export function checkAccess({ config, sources }: DoctorContext): Outcome | null {
  const { addr, apiKeys, adminKeys } = config;
  const isLocal = isLoopback(addr.host);
  if (apiKeys.length === 0) {
    if (isLocal) {
      return ok(
        'Programs on this machine need no key.',
        'This includes its other users: set --api-key on a shared machine.',
      );
    }
    // That the gateway does not start like this is a conflict of settings.
    return null;
  }
  const short = apiKeys.filter(({ key }) => key.length < shortKey).length;
  if (!isLocal && short > 0) {
    return warning(
      short === 1 ? 'An API key is short.' : `${short} API keys are short.`,
      `${showAddress(addr)} can be reached from other machines, and fewer than ${shortKey} characters can be guessed.`,
      'Replace each by the output of `openssl rand -hex 24`.',
    );
  }
  const keys = apiKeys.length === 1 ? '1 API key' : `${apiKeys.length} API keys`;
  const admins = apiKeys.length === 1 ? 'It is an admin key.' : adminText(adminKeys);
  const notes = [
    admins,
    isLocal ? '' : 'Keys go over plain HTTP: put a proxy with TLS in front.',
    sources.apiKeys === 'flag'
      ? 'The command line shows them to other users of this machine; CODEX_SERVE_API_KEY does not.'
      : '',
  ];
  return ok(
    `A client needs one of ${keys}.`.replace('one of 1', 'the 1'),
    notes.filter(Boolean).join(' '),
  );
}

function adminText(adminKeys: readonly string[]): string {
  return adminKeys.length === 0
    ? 'None is an admin key: each sees only its own completions.'
    : `Admin keys, which see the completions of all: ${adminKeys.length}.`;
}
