import { readFile, writeFile } from 'node:fs/promises';
import { metricTable, type MetricRow } from '../src/metrics/metric-table.ts';
import { markdownTable } from './markdown-table.ts';

// Writes the table of docs/metrics.md.

const document = new URL('../docs/metrics.md', import.meta.url);

function rowOf([name, { kind, labels, help }]: readonly [string, MetricRow]): string[] {
  return [`\`codex_serve_${name}\``, kind, labels.map((label) => `\`${label}\``).join(', '), help];
}

const rows = markdownTable([
  ['Metric', 'Kind', 'Labels', 'Meaning'],
  ...Object.entries<MetricRow>(metricTable).map(rowOf),
]);
const text = await readFile(document, 'utf8');
const table = /(?<=^## Every metric\n\n)(?:\|.*\n)+/m;
if (!table.test(text)) throw new Error('docs/metrics.md has no table below "## Every metric"');
await writeFile(
  document,
  text.replace(table, () => rows),
);
