import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';

/** The fenced block of a language in a Markdown text that holds this. Throws where there is none. */
export function snippetWith(part: string, markdown: string, language: 'bash' | 'ts'): string {
  const blocks = [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  const [, , code] =
    blocks.find(([, name, block]) => name === language && block?.includes(part)) ?? [];
  if (code === undefined) throw new Error(`There is no ${language} snippet with ${part}.`);
  return code;
}

/** The same snippet for a gateway at that address. */
export function pointAt(snippet: string, url: string): string {
  return snippet.replaceAll('127.0.0.1:8000', new URL(url).host);
}

/** Runs a shell snippet as a reader does, and gives what it printed. Rejects if it fails. */
export async function runShell(snippet: string): Promise<string> {
  return await run('bash', ['-euo', 'pipefail', '-c', snippet]);
}

/**
 * Checks the types of a TypeScript snippet, runs it, and gives what it printed. Rejects if either
 * fails. Its packages are those of this project. A WebSocket is global, as in Node 22.
 */
export async function runTypeScript(name: string, snippet: string): Promise<string> {
  const folder = path.resolve('node_modules', '.snippets');
  const file = path.join(folder, `${name}-${process.pid}.mts`);
  const setup = path.resolve('test/docs/global-web-socket.ts');
  await mkdir(folder, { recursive: true });
  await writeFile(file, snippet);
  try {
    const strict = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'es2023'];
    const modules = ['--module', 'nodenext', '--types', 'node'];
    await run('node_modules/.bin/tsc', ['--ignoreConfig', ...strict, ...modules, file]);
    return await run(process.execPath, ['--import', 'tsx', '--import', setup, file]);
  } finally {
    await rm(file, { force: true });
  }
}

async function run(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [printed, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}: ${printed}${complaint}`);
  return printed;
}
