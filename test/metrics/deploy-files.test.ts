import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { metricTable, type MetricRow } from '../../src/metrics/metric-table.ts';

const files = ['deploy/grafana/codex-serve.json', 'deploy/prometheus/rules.yml'];

/** Every series of the gateway, with those of its histograms. */
const known = new Set(
  Object.entries<MetricRow>(metricTable).flatMap(([name, { kind }]) =>
    kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  ),
);

describe('the files for Prometheus and Grafana', () => {
  it.each(files)('%s asks for nothing that the gateway does not have', async (file) => {
    const text = await readFile(file, 'utf8');
    const asked = new Set(
      [...text.matchAll(/codex_serve_(\w+)(?=\{|\[|\\|\)| |$)/gm)].map(([, name]) => name),
    );
    expect(asked.size).toBeGreaterThan(5);
    for (const name of asked) {
      // Descriptions name histograms as a whole.
      const isKnown = known.has(name ?? '') || known.has(`${name}_bucket`);
      expect(isKnown, `codex_serve_${name}`).toBe(true);
    }
  });

  it('show every metric in the dashboard', async () => {
    const text = await readFile('deploy/grafana/codex-serve.json', 'utf8');
    const missing = Object.keys(metricTable).filter(
      (name) => !text.includes(`codex_serve_${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('say of each alert how severe it is and what to do', async () => {
    const text = await readFile('deploy/prometheus/rules.yml', 'utf8');
    const rules = text.split('- alert: ').slice(1);
    expect(rules).toHaveLength(6);
    for (const rule of rules) {
      for (const key of ['expr:', 'severity: (critical|warning)\n', 'summary:', 'description:']) {
        expect(rule).toMatch(new RegExp(key));
      }
    }
  });
});
