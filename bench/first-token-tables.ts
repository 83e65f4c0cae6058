import type { ThreadUse } from './load/bare-lane.ts';
import type { Table } from './part.ts';
import { ratio, targetTable } from './print.ts';
import type { Way } from './processes/load-protocol.ts';

/** So many at once, beside one at a time. */
export const many = 16;

/** What one way does with one use of threads. */
export interface Figures {
  readonly way: Way['kind'];
  readonly use: ThreadUse;
  /** At the median, one at a time with a pause between, in milliseconds. */
  readonly firstTokenMs: number;
  /** Requests a second, one at a time. */
  readonly rate: number;
  /** The same with so many at once. */
  readonly manyFirstTokenMs: number;
  readonly manyRate: number;
  /** Tokens a second of so many long answers at once; NaN where that is not measured. */
  readonly tokenRate: number;
}

const names: Readonly<Record<Way['kind'], string>> = {
  bare: 'bare driver',
  rest: 'REST',
  responses: 'Responses',
  'stored-responses': 'stored responses',
  subscription: 'GraphQL subscription',
  mutation: 'GraphQL mutation',
  exec: 'codex exec',
  proxy: 'proxy',
  service: 'the service itself',
};

/** All that was measured. */
export function figureTable(figures: readonly Figures[]): Table {
  const find = finder(figures);
  return {
    title: 'A word for an answer',
    columns: [
      'first token',
      'requests/s',
      'of bare',
      `${many} at once`,
      'requests/s',
      'of bare',
      'tokens/s',
    ],
    rows: figures.map((row) => {
      const bare = find('bare', row.use);
      // A mutation's first token is its last.
      const isStreamed = row.way !== 'mutation';
      return [
        `${names[row.way]}, ${row.way === 'exec' ? 'a process each' : row.use}`,
        isStreamed ? cell(row.firstTokenMs, 1, ' ms') : '',
        cell(row.rate, 0),
        ratio(row.rate, bare.rate),
        isStreamed ? cell(row.manyFirstTokenMs, 1, ' ms') : '',
        cell(row.manyRate, 0),
        row.way === 'exec' ? '' : ratio(row.manyRate, bare.manyRate),
        cell(row.tokenRate, 0),
      ];
    }),
  };
}

/** The project's targets for it. */
export function targetsOf(figures: readonly Figures[]): Table {
  const find = finder(figures);
  const [bare, rest] = [find('bare', 'warm'), find('rest', 'warm')];
  const subscription = find('subscription', 'warm');
  return targetTable([
    {
      name: 'first token, warm: REST after bare',
      value: rest.firstTokenMs - bare.firstTokenMs,
      atMost: 1.5,
      unit: 'ms',
    },
    {
      name: 'first token, warm: subscription after REST',
      value: subscription.firstTokenMs - rest.firstTokenMs,
      atMost: 2,
      unit: 'ms',
    },
    {
      name: 'first token, REST: warm of cold',
      value: (rest.firstTokenMs / find('rest', 'cold').firstTokenMs) * 100,
      atMost: 40,
      unit: '%',
    },
    {
      name: `requests/s, warm, ${many} at once: REST of bare`,
      value: (rest.manyRate / bare.manyRate) * 100,
      atLeast: 90,
      unit: '%',
    },
    {
      name: `tokens/s, ${many} at once: REST of bare`,
      value: (rest.tokenRate / bare.tokenRate) * 100,
      atLeast: 85,
      unit: '%',
    },
  ]);
}

function finder(figures: readonly Figures[]): (way: Way['kind'], use: ThreadUse) => Figures {
  return (way, use) => {
    const found = figures.find((row) => row.way === way && row.use === use);
    if (found === undefined) throw new Error(`${way}, ${use} was not measured`);
    return found;
  };
}

function cell(value: number, digits: number, unit = ''): string {
  return Number.isNaN(value) ? '' : `${value.toFixed(digits)}${unit}`;
}
