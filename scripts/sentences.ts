import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { phrases, type Phrase } from './sentences/phrases.ts';

// Prints every use of a phrase that the project's texts avoid, and fails where one has no reason.
// With --all, those that have one are printed too, each with its reason.

/** Generated from texts that are read themselves, or written by others. */
const skipped =
  /^(?:scripts\/sentences|test\/generated|web\/src\/\w+\/generated|examples\/graphql|LICENSE|package-lock\.json|test\/support\/openai-schemas)/;
const read = /\.(?:tsx?|css|md|graphql|sh|mjs|js)$/;

const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => read.test(file) && !skipped.test(file));

function reasonFor({ allowed }: Phrase, line: string): string | undefined {
  return allowed.find(([use]) => use.test(line))?.[1];
}

let left = 0;
for (const file of files) {
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const [index, line] of lines.entries()) {
    for (const phrase of phrases) {
      if (!phrase.pattern.test(line)) continue;
      const reason = reasonFor(phrase, line);
      if (reason === undefined) left += 1;
      else if (!process.argv.includes('--all')) continue;
      const note = reason === undefined ? `write ${phrase.instead}` : `kept: ${reason}`;
      process.stdout.write(`${file}:${index + 1}: ${line.trim().slice(0, 160)}\n    ${note}\n`);
    }
  }
}
process.stdout.write(`${left} uses without a reason in ${files.length} files\n`);
process.exitCode = left === 0 ? 0 : 1;
