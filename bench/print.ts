import type { Table } from './part.ts';

/** A table as text: the first column as wide as its names, the others right-aligned. */
export function formatTable({ title, columns, rows }: Table): string {
  const table = [[title, ...columns], ...rows];
  const widths = [title, ...columns].map((_, index) =>
    Math.max(...table.map((row) => row[index]?.length ?? 0)),
  );
  const lines = table.map((row) =>
    row
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

/** A bound of the project's, and where a run stands to it. */
export interface Target {
  /** What is bounded, `first token, REST after bare`. */
  readonly name: string;
  readonly value: number;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** `ms`, `×`, `%` or `/s`. */
  readonly unit: string;
}

/** The targets of a part beside its figures. */
export function targetTable(targets: readonly Target[]): Table {
  return {
    title: 'Target',
    columns: ['measured', 'bound', ''],
    rows: targets.map(({ name, value, atMost, atLeast, unit }) => [
      name,
      amount(value, unit),
      atMost === undefined ? `≥ ${amount(atLeast ?? 0, unit)}` : `≤ ${amount(atMost, unit)}`,
      isMet(value, { atMost, atLeast }) ? 'met' : 'missed',
    ]),
  };
}

/** A figure with its unit, with a decimal where it is small. */
export function amount(value: number, unit: string): string {
  const digits = Math.abs(value) < 100 ? 1 : 0;
  return unit === '%' || unit === '×'
    ? `${value.toFixed(digits)}${unit}`
    : `${value.toFixed(digits)} ${unit}`;
}

/** How many times as much, `1.36×`. */
export function ratio(value: number, of: number): string {
  return `${(value / of).toFixed(2)}×`;
}

/** What share it is, `36.1%`. */
export function percent(value: number, of: number): string {
  return amount((value / of) * 100, '%');
}

function isMet(
  value: number,
  { atMost, atLeast }: { atMost: number | undefined; atLeast: number | undefined },
): boolean {
  return (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast);
}
