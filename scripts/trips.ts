/**
 * Prints how many files and functions below `src/` each trip runs through, the stand-in's excepted:
 * V8 counts the calls while a real gateway, with Codex and the stand-in, serves it. With `--files`
 * also their names, a file per line.
 */
import { markdownTable } from './markdown-table.ts';
import { measureTrips } from './trips/measure-trips.ts';

const courses = await measureTrips();
const rows = courses.map(({ name, files, functions }) => [name, `${files.size}`, `${functions}`]);
process.stdout.write(markdownTable([['Trip', 'Files', 'Functions'], ...rows]));
if (process.argv.includes('--files')) {
  for (const { name, files } of courses) {
    process.stdout.write(`\n${name}\n`);
    for (const [file, functions] of [...files].toSorted(([a], [b]) => a.localeCompare(b))) {
      process.stdout.write(`  ${file}: ${functions.join(', ')}\n`);
    }
  }
}
