import { measureChunkCost } from './chunk-cost.ts';
import { setStage } from './stage.ts';
import { measureStartCosts } from './start-cost.ts';

const stage = await setStage();
try {
  const { overRest, coreAlone, chunks } = await measureChunkCost(stage);
  print(
    `One of ${chunks} streamed chunks`,
    ['CPU', 'of the core'],
    [
      ['over REST', `${overRest.toFixed(1)} µs`, ratio(overRest, coreAlone)],
      ['the core alone', `${coreAlone.toFixed(1)} µs`, ratio(coreAlone, coreAlone)],
      [
        'REST’s part',
        `${(overRest - coreAlone).toFixed(1)} µs`,
        ratio(overRest - coreAlone, coreAlone),
      ],
    ],
  );
  const costs = await measureStartCosts(stage);
  const bare = costs[0]?.cpuMs ?? Number.NaN;
  print(
    'One request with a word for an answer',
    ['bytes', 'CPU', 'added', 'of the bare', 'first byte'],
    costs.map(({ name, bytes, cpuMs, firstByteMs }) => [
      name,
      String(bytes),
      `${cpuMs.toFixed(1)} ms`,
      `${(cpuMs - bare).toFixed(1)} ms`,
      ratio(cpuMs, bare),
      `${firstByteMs.toFixed(1)} ms`,
    ]),
  );
} finally {
  await stage.close();
}

function ratio(value: number, of: number): string {
  return `${(value / of).toFixed(2)}×`;
}

/** Prints a table whose first column is as wide as its names, the others right-aligned. */
function print(title: string, columns: readonly string[], rows: readonly string[][]): void {
  const table = [[title, ...columns], ...rows];
  const widths = [title, ...columns].map((_, index) =>
    Math.max(...table.map((row) => row[index]?.length ?? 0)),
  );
  for (const row of table) {
    const cells = row.map((cell, index) =>
      index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0),
    );
    process.stdout.write(`${cells.join('  ')}\n`);
  }
  process.stdout.write('\n');
}
