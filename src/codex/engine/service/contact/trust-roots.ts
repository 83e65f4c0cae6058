import { X509Certificate } from 'node:crypto';
import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { readText } from '../../../../util/read-text.ts';

/** Where a system may keep its trust roots, in the order in which Codex looks (openssl-probe's). */
const homes = [
  '/var/ssl',
  '/usr/share/ssl',
  '/usr/local/ssl',
  '/usr/local/openssl',
  '/usr/local/etc/openssl',
  '/usr/local/share',
  '/usr/lib/ssl',
  '/usr/ssl',
  '/etc/openssl',
  '/etc/pki/ca-trust/extracted/pem',
  '/etc/pki/tls',
  '/etc/ssl',
  '/etc/certs',
  '/opt/etc/ssl',
];
const bundles = [
  'cert.pem',
  'certs.pem',
  'ca-bundle.pem',
  'cacert.pem',
  'ca-certificates.crt',
  'certs/ca-certificates.crt',
  'certs/ca-root-nss.crt',
  'certs/ca-bundle.crt',
  'CARootCertificates.pem',
  'tls-ca-bundle.pem',
];

/**
 * The roots that Codex trusts, in normalized PEM: those of `SSL_CERT_FILE` and `SSL_CERT_DIR` if
 * either is set, else the system's. Empty where the system does not keep its roots in files.
 *
 * @param system The folder to search for the system's roots. Default: `/`.
 */
export async function readTrustRoots(env: NodeJS.ProcessEnv, system = '/'): Promise<string[]> {
  const { SSL_CERT_FILE: file, SSL_CERT_DIR: directories } = env;
  const places = [...(file === undefined ? [] : [file]), ...(directories?.split(':') ?? [])];
  return await readCertificates(places.length > 0 ? places : await systemRoots(system));
}

/** The certificates in files, or in the files of directories, each once. Skips unreadable ones. */
export async function readCertificates(places: readonly string[]): Promise<string[]> {
  return (await Promise.all(places.map(certificatesIn))).flat().filter(isReadable);
}

/** Codex rejects a file with an unreadable certificate, but skips such a file in a directory. */
function isReadable(certificate: string, index: number, all: readonly string[]): boolean {
  if (all.indexOf(certificate) !== index) return false;
  try {
    return new X509Certificate(certificate).raw.length > 0;
  } catch {
    return false;
  }
}

/** The first file and the first directory that exist. */
async function systemRoots(system: string): Promise<string[]> {
  const files = homes.flatMap((home) => bundles.map((bundle) => path.join(system, home, bundle)));
  const directory = await firstOf(homes.map((home) => path.join(system, home, 'certs')));
  if (directory === undefined) return [];
  const file = await firstOf(files);
  return file === undefined ? [directory] : [file, directory];
}

async function firstOf(candidates: readonly string[]): Promise<string | undefined> {
  for (const candidate of candidates) {
    const isThere = await access(candidate).then(
      () => true,
      () => false,
    );
    if (isThere) return candidate;
  }
  return undefined;
}

/**
 * The certificates in a file or in the files of a directory, in normalized PEM. Skips unreadable
 * files, as Codex does.
 */
async function certificatesIn(place: string): Promise<string[]> {
  const names = await readdir(place).catch(() => null);
  if (names === null) return await certificatesInFile(place);
  const files = names.map((name) => path.join(place, name));
  return (await Promise.all(files.map(certificatesInFile))).flat();
}

async function certificatesInFile(file: string): Promise<string[]> {
  const text = await readText(file).catch(() => '');
  return [...text.matchAll(certificate)].map(([, base64 = '']) => {
    const lines = base64.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
    return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
  });
}

const certificate = /-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g;
