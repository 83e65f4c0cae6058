import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { options, type OptionSpec } from '../../src/config/options.ts';

const specs: readonly OptionSpec<unknown>[] = Object.values(options);

function fallbackOf({ fallback }: OptionSpec<unknown>): string {
  if (fallback === undefined) return 'unset';
  return fallback === '' ? 'none' : `\`${fallback}\``;
}

describe("the README's table of settings", () => {
  it('has a row for each, and no other', () => {
    const readme = readFileSync('README.md', 'utf8');
    const rows = readme.split('\n').filter((line) => line.startsWith('| `--'));
    const cells = rows.map((row) =>
      row
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
    expect(cells).toEqual(
      specs.map((spec) => [
        `\`${spec.flag}\``,
        `\`${spec.env}\``,
        fallbackOf(spec),
        spec.description,
      ]),
    );
  });
});
