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
  options.port,
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

const configFile = `## The config file

\`--config FILE\` names it. Otherwise it is \`codex-serve.toml\` in the folder of \`--home\`, if it exists;
\`--demo\` reads the same one. Keys are the names of the flags without dashes:

\`\`\`toml
#:schema ./config.schema.json
port = 8080
max-turns = 8
strict = true
store-bytes = "500MB"
cors-origin = ["https://app.example", "app://obsidian.md"]

[model-alias]
gpt-4o = "gpt-5.5"

[api-key]
alice = "KEY-OF-ALICE"
\`\`\`

- Numbers and switches stand without quotes. A list is an array; aliases and API keys may be a table. A list
  may also be a string, as the flag takes it.
- A relative path counts from the folder of the file.
- Other users must not be able to read a file that holds \`api-key\`: the gateway refuses to start and names
  the remedy, \`chmod 600 FILE\`.
- The file in the folder of \`--home\` cannot set \`home\`; one that \`--config\` names can.
- An unknown key or a bad value is an error with the line. \`/dev/null\` as \`--config\` reads no file.
- \`config.schema.json\` of this package lets editors check and complete the file. The first line names it,
  by its path or its path relative to the file.
- In GraphQL, \`settings { source }\` says \`FILE\` for what comes from it.
`;

const groups = optionGroups.map(
  ([title, group]) => `## ${title}\n\n${tableOf(Object.values(group))}`,
);
await writeFile(
  document,
  `# Settings

Each setting is a flag, an environment variable or a key of the [config file](#the-config-file). A flag
takes precedence over a variable, a variable over the file, and the file over the default.
\`codex-serve --help\` prints the same list. A switch, such as \`--strict\`, takes no value as a flag and
\`true\` or \`false\` as a variable.

${configFile}

${groups.join('\n')}`,
);

const text = await readFile(readme, 'utf8');
const table = /(?<=^## Settings\n\n)(?:\|.*\n)+/m;
if (!table.test(text)) throw new Error('README.md has no table below "## Settings"');
await writeFile(
  readme,
  text.replace(table, () => tableOf(needed)),
);
