import { readFile, writeFile } from 'node:fs/promises';
import { options, type OptionSpec } from '../src/config/options.ts';
import { markdownTable } from './markdown-table.ts';

// Writes the README's table of settings.

const readme = new URL('../README.md', import.meta.url);
const head = ['Flag', 'Variable', 'Default', 'What it does'];

function rowOf({ flag, env, fallback, description }: OptionSpec<unknown>): string[] {
  const shown = fallback === undefined ? 'unset' : fallback === '' ? 'none' : `\`${fallback}\``;
  return [`\`${flag}\``, `\`${env}\``, shown, description];
}

const text = await readFile(readme, 'utf8');
const table = /(?<=^## Settings\n\n)(?:\|.*\n)+/m;
if (!table.test(text)) throw new Error('README.md has no table below "## Settings"');
const rows = Object.values<OptionSpec<unknown>>(options).map(rowOf);
await writeFile(
  readme,
  text.replace(table, () => markdownTable([head, ...rows])),
);
