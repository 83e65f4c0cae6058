import { readFile, writeFile } from 'node:fs/promises';
import { optionGroups, options } from '../src/config/options.ts';
import type { OptionSpec } from '../src/config/options/option.ts';
import { markdownTable } from './markdown-table.ts';

// Writes docs/settings.md, and the README's table of the settings that most people need.

const readme = new URL('../README.md', import.meta.url);
const document = new URL('../docs/settings.md', import.meta.url);
const head = ['Flag', 'Variable', 'Default', 'What it does'];

const needed = [
  options.addr,
  options.demo,
  options.apiKeys,
  options.adminKeys,
  options.corsOrigins,
  options.modelAliases,
  options.engine,
  options.home,
  options.log,
];

function tableOf(specs: readonly OptionSpec<unknown>[]): string {
  return markdownTable([head, ...specs.map(rowOf)]);
}

function rowOf({ flag, env, fallback, description }: OptionSpec<unknown>): string[] {
  const shown = fallback === undefined ? 'unset' : fallback === '' ? 'none' : `\`${fallback}\``;
  return [`\`${flag}\``, `\`${env}\``, shown, description];
}

const groups = optionGroups.map(
  ([title, group]) => `## ${title}\n\n${tableOf(Object.values(group))}`,
);
await writeFile(
  document,
  `# Settings

Each setting is a flag or an environment variable; a flag takes precedence. \`npm start -- --help\`
prints the same list. A switch, such as \`--strict\`, takes no value as a flag and \`true\` or \`false\`
as a variable.

${groups.join('\n')}`,
);

const text = await readFile(readme, 'utf8');
const table = /(?<=^## Settings\n\n)(?:\|.*\n)+/m;
if (!table.test(text)) throw new Error('README.md has no table below "## Settings"');
await writeFile(
  readme,
  text.replace(table, () => tableOf(needed)),
);
