import type { SkippedCodex } from '../../engine-health.ts';
import { supportedCodex } from './version.ts';

const install = `run \`npm install @openai/codex\` or name one with --codex-bin`;

/** Why no Codex of this machine can serve, and what to do, in one line. */
export function noUsableCodex(skipped: readonly SkippedCodex[]): string {
  const [first] = skipped;
  if (first === undefined)
    return `no Codex ${supportedCodex} on PATH or beside this program; ${install}`;
  if (first.source === 'codex-bin')
    return `--codex-bin: ${first.path} ${first.reason}${advice(first)}`;
  const reasons = skipped.map(({ path, source, version, reason }) => {
    const name = source === 'bundled' ? 'the bundled Codex' : 'Codex';
    return `${name}${version === null ? '' : ` ${version}`} at ${path} ${reason}`;
  });
  return `no Codex on this machine can serve: ${reasons.join('; ')}; ${install}`;
}

function advice({ version }: SkippedCodex): string {
  return version === null ? '' : '; leave the option out to use the Codex it brought';
}
