// Generates the lint rules that hold `src/` to its layers.
import { writeFile } from 'node:fs/promises';
import { layerLintRules } from './layers/lint-rules.ts';
import { layers } from './layers/table.ts';

const file = new URL('../.oxlintrc.layers.json', import.meta.url);
// A line for each folder, to read and to compare.
const overrides = layerLintRules(layers).map((each) => `    ${JSON.stringify(each)}`);
await writeFile(file, `{\n  "overrides": [\n${overrides.join(',\n')}\n  ]\n}\n`);
