import type { EngineName } from '../../src/codex/engine/engine-health.ts';

/**
 * The engine that the tests run on: the app-server, or the one that `CODEX_SERVE_TEST_ENGINE` names,
 * so that the same tests run on both.
 */
export function testedEngine(): EngineName {
  return process.env['CODEX_SERVE_TEST_ENGINE'] === 'direct' ? 'direct' : 'app-server';
}
