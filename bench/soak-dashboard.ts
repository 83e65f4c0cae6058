// `npm run soak:dashboard`: the board, left open for an hour of 100,000 events; `-- --short` for two minutes
// at the same pace.
import { parseArgs } from 'node:util';
import { startChromium } from '../test/support/chromium.ts';
import { soakDashboard } from './dashboard/soak.ts';
import { scaled } from './part.ts';
import { formatTable } from './print.ts';

const { values } = parseArgs({ options: { short: { type: 'boolean', default: false } } });
const minutes = scaled(values.short ? 'short' : 'full', 60, 2);
const browser = await startChromium();
try {
  const tables = await soakDashboard(browser, {
    minutes,
    events: Math.round((100_000 * minutes) / 60),
    tell: (text) => process.stderr.write(`${text}\n`),
  });
  for (const table of tables) process.stdout.write(`${formatTable(table)}\n`);
} finally {
  await browser.close();
}
