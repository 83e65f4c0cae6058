/** What a scrape has: each series, with its labels as they are written, and its value. */
export type Scrape = ReadonlyMap<string, number>;

/** Reads the metrics of a gateway. */
export async function scrape(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Scrape> {
  const response = await fetch(new URL('/metrics', url), { headers });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return seriesOf(await response.text());
}

/** The series of a text in the plain format. */
export function seriesOf(text: string): Scrape {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}

/** The series of a metric by their labels, without those that are 0. */
export function counted(series: Scrape, name: string): Readonly<Record<string, number>> {
  const head = `codex_serve_${name}`;
  return Object.fromEntries(
    [...series].flatMap(([line, value]) => {
      if (value === 0 || (line !== head && !line.startsWith(`${head}{`))) return [];
      return [[line.slice(head.length), value]];
    }),
  );
}
