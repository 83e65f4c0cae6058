import { parseArgs } from 'node:util';
import { chunkCost } from './chunk-cost.ts';
import { conversation } from './conversation.ts';
import { dashboard } from './dashboard.ts';
import { engineComparison } from './engines.ts';
import { firstToken } from './first-token.ts';
import { metricsCost } from './metrics-cost.ts';
import { pauses } from './pauses.ts';
import { pacedStreams } from './paced-streams.ts';
import type { Part } from './part.ts';
import { formatTable } from './print.ts';
import { responses } from './responses.ts';
import { simulatedNetwork } from './simulated-network.ts';
import { soak } from './soak.ts';
import { start } from './start.ts';
import { startCost } from './start-cost.ts';
import { streams } from './streams.ts';
import { tracingCost } from './tracing-cost.ts';
import { usage } from './usage.ts';
import { watchers } from './watchers.ts';

const parts: readonly Part[] = [
  chunkCost,
  start,
  startCost,
  metricsCost,
  tracingCost,
  firstToken,
  simulatedNetwork,
  engineComparison,
  conversation,
  responses,
  pacedStreams,
  pauses,
  usage,
  watchers,
  dashboard,
  streams,
  soak,
];

const { values, positionals } = parseArgs({
  options: { short: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const known = new Map(parts.map((part) => [part.name, part]));
const unknown = positionals.filter((name) => !known.has(name));
if (unknown.length > 0) {
  process.stderr.write(
    `No part ${unknown.join(', ')}; there are ${[...known.keys()].join(', ')}\n`,
  );
  process.exit(2);
}

for (const part of parts) {
  if (positionals.length > 0 && !positionals.includes(part.name)) continue;
  try {
    const tables = await part.measure(values.short ? 'short' : 'full');
    for (const table of tables) process.stdout.write(`${formatTable(table)}\n`);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(
      `${part.name}: ${error instanceof Error ? error.stack : String(error)}\n\n`,
    );
  }
}
