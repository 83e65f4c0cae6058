import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

const folders = [
  '',
  'bench',
  'deploy',
  'docs',
  'docs/clients',
  'docs/decisions',
  'docs/guides',
  'examples',
];

const documents = folders
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

/** Where the links of a document lead to within this repository, from the document's folder. */
function linksIn(text: string): string[] {
  const links = text.replaceAll(/```[^]*?```|`[^`\n]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g);
  return [...links].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));
}

/** The anchors of a document's headings, as GitHub and most viewers make them. */
function anchorsIn(text: string): string[] {
  const headings = text.replaceAll(/```[^]*?```/g, '').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

/** Whether a link of a document leads to a file, and to a heading where it names one. */
function leadsSomewhere(document: string, link: string): boolean {
  const [to = '', anchor] = link.split('#');
  const file = to === '' ? document : path.join(path.dirname(document), to);
  if (!existsSync(path.join(root, file))) return false;
  return anchor === undefined || anchorsIn(textOf(file)).includes(anchor);
}

/** Everything that the program and its page may say. */
function everyText(): string {
  return ['src', 'web/src']
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        path.join(folder, name),
      ),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .map(textOf)
    .join('\n');
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

  it.each([...documents, 'web/README.md'])('%s has links that lead somewhere', (file) => {
    const lost = linksIn(textOf(file)).filter((link) => !leadsSomewhere(file, link));
    expect(lost).toEqual([]);
  });

  it('name symptoms in the words of the program', () => {
    const rows = textOf('docs/troubleshooting.md').matchAll(/^\| `([^`]+)` +\|/gm);
    const words = [...rows].map(([, symptom = '']) => symptom);
    expect(words.length).toBeGreaterThan(20);
    const said = everyText();
    expect(
      words.filter((symptom) => !said.includes(symptom) && !said.includes(symptom.toLowerCase())),
    ).toEqual([]);
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
