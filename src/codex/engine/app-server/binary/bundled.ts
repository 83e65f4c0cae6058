import { createRequire } from 'node:module';
import path from 'node:path';

/** Node's `platform-arch` with the Rust target of the executable that OpenAI builds for it. */
const targets: Readonly<Record<string, string>> = {
  'linux-x64': 'x86_64-unknown-linux-musl',
  'linux-arm64': 'aarch64-unknown-linux-musl',
  'darwin-x64': 'x86_64-apple-darwin',
  'darwin-arm64': 'aarch64-apple-darwin',
  'win32-x64': 'x86_64-pc-windows-msvc',
  'win32-arm64': 'aarch64-pc-windows-msvc',
};

/**
 * The Codex executable inside an installed `@openai/codex`. The package's own `codex` command is a
 * JavaScript launcher: it would cost a second Node start and would get the signals meant for Codex.
 * Throws where the package, or its part for this platform, is not installed.
 *
 * @param from A file or module URL next to which `@openai/codex` is looked up; by default this one.
 */
export function bundledCodex(from: string = import.meta.url): string {
  const platform = `${process.platform}-${process.arch}`;
  const target = targets[platform];
  if (target === undefined) throw new Error(`OpenAI ships no Codex for ${platform}`);
  const codexPackage = createRequire(from).resolve('@openai/codex/package.json');
  const platformPackage = createRequire(codexPackage).resolve(
    `@openai/codex-${platform}/package.json`,
  );
  const executable = process.platform === 'win32' ? 'codex.exe' : 'codex';
  return path.join(path.dirname(platformPackage), 'vendor', target, 'bin', executable);
}
