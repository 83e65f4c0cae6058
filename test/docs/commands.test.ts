import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../../src/config/read-config.ts';
import { ConfigError } from '../../src/config/values/config-error.ts';

const root = path.join(import.meta.dirname, '../..');

const documents = ['', 'bench', 'deploy', 'docs', 'docs/clients', 'docs/decisions', 'docs/guides']
  .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => path.join(folder, name)))
  .filter((file) => file.endsWith('.md') && file !== 'CHANGELOG.md');

/** What a document gives to a shell: its shell blocks, with continued lines joined, and its code marks. */
function commandsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const blocks = [...text.matchAll(/^```(?:bash|sh)\n(.*?)^```$/gms)].map(
    ([, block = '']) => block,
  );
  const marks = [...text.replaceAll(/```.*?```/gs, '').matchAll(/`([^`\n]+)`/g)];
  const lines = blocks.flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'));
  return [...lines, ...marks.map(([, mark = '']) => mark)];
}

/** The words after a program where a command starts it, be it with variables or as another user. */
function argumentsOf(program: string, command: string): string[] | null {
  const started = new RegExp(
    `^(?:sudo -u \\S+ )?(?:env )?(?:[A-Z_]+=\\S+\\s+)*${program}(?:\\s+(.*))?$`,
  );
  const found = started.exec(command.replace(/\s+#.*$/, '').trim());
  return found && (found[1] ?? '').split(/\s+/).filter((word) => word !== '');
}

const all = documents.flatMap((file) => commandsOf(file).map((command) => ({ file, command })));

describe('the commands in the documents', () => {
  const own = all.flatMap(({ file, command }) => {
    const words = argumentsOf('codex-serve', command) ?? argumentsOf('npm start(?: --)?', command);
    return words === null ? [] : [{ file, command, words }];
  });

  it('start the gateway in many places', () => {
    expect(own.length).toBeGreaterThan(20);
  });

  it('would not start where one of them named what does not exist', () => {
    for (const words of [['docter'], ['--prot', '1'], ['doctor', '--port', 'x']]) {
      expect(() => readConfig(words, {}, '0.0.0')).toThrow(ConfigError);
    }
  });

  it.each(own)('$file: the program takes `$command`', ({ words }) => {
    // It rejects an unknown command, an unknown flag and a wrong value.
    expect(() => readConfig(words, {}, '0.0.0')).not.toThrow();
  });

  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
  const run = all.flatMap(({ file, command }) => {
    const [name] = argumentsOf('npm (?:run|run --silent)', command) ?? [];
    return name === undefined ? [] : [{ file, name }];
  });

  it.each(run)('$file: npm runs $name', ({ name }) => {
    expect(Object.keys(scripts)).toContain(name);
  });
});
