import type { ServiceContact } from '../../codex/engine/choice/probe-engine.ts';
import { failed, type Outcome } from './finding.ts';
import { shellWord } from './shell-word.ts';

/** Without Node's advice on its own trust roots, which has no effect on either engine. */
function withoutHint(detail: string): string {
  return detail.replace(/;? if the root CA is installed locally.*$/, '').replace(/\.$/, '');
}

/** The codes of OpenSSL for a certificate that is bound to a time. */
const ofTime = /EXPIRED|NOT_YET_VALID/;
const ofHost = /ALTNAME|HOSTNAME/;

/**
 * Why the certificate of the service is refused. Both engines trust what `SSL_CERT_FILE` and
 * `SSL_CERT_DIR` name, else the system's roots, and what `CODEX_CA_CERTIFICATE` adds to either. Neither
 * reads `NODE_EXTRA_CA_CERTS` (measured on Codex 0.171.0).
 */
export function certificateFault(
  { url, code, detail }: Extract<ServiceContact, { kind: 'broken' }>,
  env: NodeJS.ProcessEnv,
): Outcome {
  const why = `${withoutHint(detail)} (${code}).`;
  if (ofTime.test(code)) {
    return failed(
      `The certificate of ${url.host} is out of date.`,
      why,
      'Set the clock of this machine (`sudo timedatectl set-ntp true`); if it is right, the operator of the service must renew the certificate.',
    );
  }
  if (ofHost.test(code)) {
    return failed(
      `The certificate of ${url.host} is for another host.`,
      why,
      "Name the service in `base_url` of Codex's config.toml as its certificate does.",
    );
  }
  const given = env['NODE_EXTRA_CA_CERTS'];
  return failed(
    `The certificate of ${url.host} comes from an unknown authority.`,
    `${why} ${given ? 'NODE_EXTRA_CA_CERTS is set, and does not count here. ' : ''}A company proxy that reads TLS is the usual cause.`,
    `Put the root certificate of that authority into a PEM file, and start the gateway with CODEX_CA_CERTIFICATE=${given ? shellWord(given) : 'FILE'}; it is added to the roots of the system. SSL_CERT_FILE=FILE replaces them.`,
  );
}
