import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundledCodex } from '../../src/codex/engine/app-server/binary/bundled.ts';

/** How a fake Codex differs from the real one that it runs. */
export interface FakeCodex {
  /** What it answers to `--version`. */
  readonly version?: string;
  /** Replaced in each line that it is sent, and in each that it sends. */
  readonly replace?: readonly (readonly [from: string, to: string])[];
  /** Lines that it sends with this text in them are left out. */
  readonly drop?: string;
  /** A shell script that is run for `app-server` instead. */
  readonly appServer?: string;
  /** A shell script that is run for `debug models` instead. */
  readonly debugModels?: string;
  /** Default: the bundled one. */
  readonly executable?: string;
}

/** Writes one as `codex` into a folder, which is made if need be. Resolves with its path. */
export async function writeFakeCodex(folder: string, fake: FakeCodex): Promise<string> {
  const file = path.join(folder, 'codex');
  await mkdir(folder, { recursive: true });
  const settings = JSON.stringify({ executable: bundledCodex(), ...fake });
  await writeFile(file, `#!${process.execPath}\nconst fake = ${settings};\n${program}`);
  await chmod(file, 0o755);
  return file;
}

const program = `
const { spawn } = process.getBuiltinModule('node:child_process');
const { createInterface } = process.getBuiltinModule('node:readline');
const args = process.argv.slice(2);
const command = args.slice(0, args[0] === 'debug' ? 2 : 1).join(' ');
const script = { 'app-server': fake.appServer, 'debug models': fake.debugModels }[command];

if (command === '--version' && fake.version !== undefined) {
  console.log('codex-cli ' + fake.version);
} else if (script !== undefined) {
  run('/bin/sh', ['-c', script], 'inherit');
} else if (command === 'app-server' && (fake.replace ?? fake.drop) !== undefined) {
  const child = run(fake.executable, args, ['pipe', 'pipe', 'inherit']);
  pass(process.stdin, child.stdin).on('close', () => child.stdin.end());
  pass(child.stdout, process.stdout);
} else {
  run(fake.executable, args, 'inherit');
}

function run(file, args, stdio) {
  const child = spawn(file, args, { stdio });
  return child.on('exit', (code, signal) => {
    if (signal === null) process.exitCode = code;
    else process.kill(process.pid, signal);
  });
}

function pass(from, to) {
  return createInterface({ input: from }).on('line', (line) => {
    if (fake.drop !== undefined && line.includes(fake.drop)) return;
    let text = line;
    for (const [before, after] of fake.replace ?? []) text = text.replaceAll(before, after);
    to.write(text + '\\n');
  });
}
`;
