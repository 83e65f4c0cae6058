import { bundledCodex } from '../../src/codex/engine/app-server/binary/bundled.ts';

/**
 * The Codex that the tests run: the bundled one, or the one that `CODEX_SERVE_TEST_CODEX` names, so
 * that the same tests run on the oldest supported version and on the newest published one.
 */
export function testedCodex(): string {
  return process.env['CODEX_SERVE_TEST_CODEX'] ?? bundledCodex();
}

/** The same as the gateway is told; undefined where it is to find its own. */
export function namedCodex(): string | undefined {
  return process.env['CODEX_SERVE_TEST_CODEX'];
}
