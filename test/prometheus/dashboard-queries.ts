import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const dashboard = z.object({
  panels: z.array(
    z.object({
      title: z.string(),
      type: z.string(),
      targets: z.array(z.object({ expr: z.string() })).default([]),
    }),
  ),
  annotations: z.object({
    list: z.array(z.object({ name: z.string(), expr: z.string().optional() })),
  }),
  templating: z.object({
    list: z.array(z.object({ name: z.string(), definition: z.string().optional() })),
  }),
});

/** A query of the dashboard file, with the title of its panel. */
export interface DashboardQuery {
  readonly title: string;
  readonly expression: string;
}

/** Every query of the file, as Grafana sends it where all jobs and instances are shown. */
export async function dashboardQueries(): Promise<readonly DashboardQuery[]> {
  const text = await readFile('deploy/grafana/codex-serve.json', 'utf8');
  const { panels, annotations, templating } = dashboard.parse(JSON.parse(text));
  const ofPanels = panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr]));
  const ofAnnotations = annotations.list.map(({ name, expr }) => [name, expr]);
  const ofVariables = templating.list.map(({ name, definition }) => [name, seriesOf(definition)]);
  return [...ofPanels, ...ofAnnotations, ...ofVariables].flatMap(([title = '', expression]) =>
    expression === undefined ? [] : [{ title, expression: filled(expression) }],
  );
}

/** The selector in `label_values(SELECTOR, label)`. */
function seriesOf(definition = ''): string | undefined {
  return /^label_values\((?<selector>.*), \w+\)$/.exec(definition)?.groups?.['selector'];
}

function filled(expression: string): string {
  return expression.replaceAll(/\$(?:job|instance)\b/g, '.*').replaceAll('$__rate_interval', '10s');
}
