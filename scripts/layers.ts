// Generates the lint rules that hold `src/` to its layers, and the table of them in ARCHITECTURE.md.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { layerLintRules } from './layers/lint-rules.ts';
import { layers } from './layers/table.ts';
import { markdownTable } from './markdown-table.ts';

const file = new URL('../.oxlintrc.layers.json', import.meta.url);
// A line for each folder, to read and to compare.
const overrides = layerLintRules(layers).map((each) => `    ${JSON.stringify(each)}`);
await writeFile(file, `{\n  "overrides": [\n${overrides.join(',\n')}\n  ]\n}\n`);

const architecture = new URL('../ARCHITECTURE.md', import.meta.url);
const head = '| Folder';
const table = new RegExp(`^\\${head} .*\\n(?:\\|.*\\n)+`, 'm');
const text = await readFile(architecture, 'utf8');
if (!table.test(text)) throw new Error(`ARCHITECTURE.md has no table that begins with "${head}"`);
const rows = layers.map(({ folder, holds }) => [`\`${path.posix.join('src', folder)}\``, holds]);
await writeFile(
  architecture,
  text.replace(table, () => markdownTable([['Folder', 'What lives there'], ...rows])),
);
