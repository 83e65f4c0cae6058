import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runCodex, type CodexRun } from '../binary/run-codex.ts';
import type { CatalogQuestion } from './read-catalog.ts';
import { UserConfigError } from './layered-config.ts';
import { readText } from '../../../../util/read-text.ts';

/**
 * The error for a configuration that Codex refuses, in Codex's own words, with the user's file and,
 * where it can be found, the line. Null when the configuration is not at fault: without it, Codex
 * fails as well.
 *
 * @param failed The run that failed with the configuration.
 */
export async function configRefusal(
  question: CatalogQuestion,
  failed: CodexRun,
): Promise<UserConfigError | null> {
  const { file, profileFile } = question.config;
  const without = await runWith(question, '');
  if (without.exitCode !== 0) return null;
  const text = await readText(file).catch(() => '');
  // The lines of the user's own file are not those of the gateway's copy.
  const verbatim = await runWith(question, text);
  const isVerbatim = verbatim.exitCode !== 0;
  const { place, reason } = refusalOf(isVerbatim ? verbatim : failed);
  const { reason: layered } = refusalOf(failed);
  // What Codex refuses without the profile too is the fault of the file below it.
  if (profileFile !== null && !(isVerbatim && reason === layered)) {
    const profile = await readText(profileFile).catch(() => '');
    return new UserConfigError(`${placeOf(profileFile, profile, layered)}: ${layered}`);
  }
  if (place === null) return new UserConfigError(`${placeOf(file, text, reason)}: ${reason}`);
  return new UserConfigError(`${isVerbatim ? `${file}:${place}` : file}: ${reason}`);
}

/** Why Codex refuses a configuration, and at which line and column of it; null where it does not say. */
function refusalOf({ stderr }: CodexRun): { place: string | null; reason: string } {
  const words = refusalText(stderr);
  const [, place = null, reason = words] = /^\S*config\.toml:(\d+:\d+): (.*)$/s.exec(words) ?? [];
  return { place, reason };
}

/** Runs Codex in a home that holds that configuration and nothing else. */
async function runWith(question: CatalogQuestion, config: string): Promise<CodexRun> {
  const { executable, catalogHome, env, timeoutMs, signal } = question;
  const home = await mkdtemp(path.join(catalogHome, 'check-'));
  try {
    await writeFile(path.join(home, 'config.toml'), config, { mode: 0o600 });
    // With `--bundled`, Codex reads no configuration (measured on 0.171.0). Without a login it asks no network.
    const args = ['debug', 'models'];
    const codexEnv = { ...env, CODEX_HOME: home };
    return await runCodex(executable, args, { env: codexEnv, timeoutMs, signal });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** What Codex says after `Error: `, without the causes and the stack that follow. */
function refusalText(stderr: string): string {
  const from = stderr.indexOf('Error: ');
  const text = from === -1 ? stderr : stderr.slice(from + 'Error: '.length);
  const [words = ''] = text.split(/\n\s*\n/);
  return words.trim().replaceAll(/\s*\n\s*/g, ' ') || 'Codex refuses this configuration';
}

/** The file, with the line of the setting whose value Codex quotes (`nope` in "Model provider `nope` not found"). */
function placeOf(file: string, text: string, words: string): string {
  const quoted = [...words.matchAll(/`([^`]+)`/g)].map(([, value = '']) => value);
  const lines = text.split('\n');
  for (const value of quoted) {
    const index = lines.findIndex((line) => {
      const [, set] = /^\s*[\w.-]+\s*=\s*["']([^"']*)["']/.exec(line) ?? [];
      return set === value || line.trim().startsWith(value);
    });
    if (index !== -1) return `${file}:${index + 1}: ${lines[index]?.trim()}`;
  }
  return file;
}
