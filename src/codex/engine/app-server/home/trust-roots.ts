import { X509Certificate } from 'node:crypto';
import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

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
 * Codex reads its trust roots anew for each thread, and over plain HTTP for each turn: a file for
 * each where they are in a directory, most of them twice (measured on 0.169.0: 290 files, a fifth of
 * its CPU time). This puts the same roots into one file. An empty directory goes with it, or Codex
 * would go on reading the system's; a directory alone it heeds over WebSocket only (measured).
 *
 * Where `SSL_CERT_FILE` or `SSL_CERT_DIR` is set, the roots are those alone; else the system's. A
 * root that the machine gets later counts from the gateway's next start.
 *
 * @param folder Is made, and holds nothing else.
 * @param system Where the system's own roots are looked for. Default: from `/` on.
 * @returns What to change in Codex's environment; nothing where its roots are in no directory.
 */
export async function gatherTrustRoots(
  folder: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
  system = '/',
): Promise<NodeJS.ProcessEnv> {
  // Elsewhere Codex asks the system, which keeps its roots in no file.
  if (platform !== 'linux') return {};
  const { SSL_CERT_FILE: file, SSL_CERT_DIR: directories } = env;
  if (file !== undefined && directories === undefined) return {};
  const places = [...(file === undefined ? [] : [file]), ...(directories?.split(':') ?? [])];
  const found = places.length > 0 ? places : await systemRoots(system);
  const roots = new Set((await Promise.all(found.map(certificatesIn))).flat().filter(isReadable));
  if (roots.size === 0) return {};
  const bundle = path.join(folder, 'roots.pem');
  const empty = path.join(folder, 'none');
  await rm(folder, { recursive: true, force: true });
  await mkdir(empty, { recursive: true, mode: 0o700 });
  await writeFile(bundle, [...roots].join(''), { mode: 0o600 });
  return { SSL_CERT_FILE: bundle, SSL_CERT_DIR: empty };
}

/** In a file that it was given Codex takes offence at what it passes over in a directory. */
function isReadable(certificate: string, index: number, all: readonly string[]): boolean {
  if (all.indexOf(certificate) !== index) return false;
  try {
    return new X509Certificate(certificate).raw.length > 0;
  } catch {
    return false;
  }
}

/** The first file and the first directory that there are. */
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
 * The certificates in a file, or in the files of a directory, each in PEM in one way of writing it.
 * What cannot be read is passed over, as Codex does.
 */
async function certificatesIn(place: string): Promise<string[]> {
  const names = await readdir(place).catch(() => null);
  if (names === null) return await certificatesInFile(place);
  const files = names.map((name) => path.join(place, name));
  return (await Promise.all(files.map(certificatesInFile))).flat();
}

async function certificatesInFile(file: string): Promise<string[]> {
  const text = await readFile(file, 'latin1').catch(() => '');
  return [...text.matchAll(certificate)].map(([, base64 = '']) => {
    const lines = base64.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
    return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
  });
}

const certificate = /-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g;
