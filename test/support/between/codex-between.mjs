#!/usr/bin/env node
// Stands in for the Codex executable: runs the real one, and sends each line that it and the gateway
// say to each other through the test, over a socket. See `codex-between.ts`.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

const { CODEX_BETWEEN_PORT: port, CODEX_BETWEEN_BINARY: binary = '', ...env } = process.env;
const args = process.argv.slice(2);

if (args[0] !== 'app-server') {
  spawn(binary, args, { env, stdio: 'inherit' }).once('exit', (code) => process.exit(code ?? 1));
} else {
  const codex = spawn(binary, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const test = connect(Number(port), '127.0.0.1');
  const lines = (input, act) => createInterface({ input, crlfDelay: Infinity }).on('line', act);
  lines(process.stdin, (line) => test.write(`>${line}\n`)).once('close', () => codex.stdin.end());
  lines(codex.stdout, (line) => test.write(`<${line}\n`));
  lines(test, (line) => {
    const output = line.startsWith('>') ? codex.stdin : process.stdout;
    if (output.writable) output.write(`${line.slice(1)}\n`);
  });
  codex.stdin.on('error', () => {});
  test.on('error', () => {});
  codex.once('exit', () => test.end());
  test.once('close', () => {
    codex.kill('SIGKILL');
    process.exit(0);
  });
}
