import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

const documents = ['', 'bench', 'examples', 'docs', 'docs/clients', 'docs/decisions', 'docs/guides']
  .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => path.join(folder, name)))
  .filter((file) => file.endsWith('.md') && file !== 'CHANGELOG.md');

/** The files and folders of this repository that a document names in code marks. */
function pathsIn(text: string): string[] {
  const named = /`((?:src|test|docs|scripts|bench|examples)\/[\w./-]*[\w-])\/?`/g;
  return [...text.matchAll(named)].map(([, found = '']) => found);
}

function textOf(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** The tables of a document: how many cells each of their rows has. */
function tablesIn(text: string): number[][] {
  const tables = text.matchAll(/(?:^\|.*\n)+/gm);
  return [...tables].map(([table]) =>
    table
      .trim()
      .split('\n')
      .map((row) => row.split(/(?<!\\)\|/).length),
  );
}

describe('the documents', () => {
  it.each(documents)('%s has tables whose rows are all as long as their head', (file) => {
    for (const rows of tablesIn(textOf(file))) expect(new Set(rows).size).toBe(1);
  });

  it.each(documents)('%s names only files that exist', (file) => {
    const missing = pathsIn(textOf(file)).filter((named) => !existsSync(path.join(root, named)));
    expect(missing).toEqual([]);
  });

  it('say where to change what, with a literal that stands there', () => {
    const section = textOf('CONTRIBUTING.md').split('## Where would you change …')[1] ?? '';
    const rows = [...section.matchAll(/^\| ([^|]+) \| `([^`|]+)` +\| `([^`|]+)` +\|$/gm)];
    expect(rows.length).toBeGreaterThanOrEqual(8);
    for (const [, what, file = '', literal = ''] of rows) {
      expect(textOf(file), `${what?.trim()}: ${file}`).toContain(literal);
    }
  });
});
