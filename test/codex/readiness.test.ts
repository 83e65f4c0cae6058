import { describe, expect, it } from 'vitest';
import { unreadinessOf, type UnreadyReason } from '../../src/codex/readiness.ts';
import type { EngineState, OpenBreaker } from '../../src/codex/engine/engine-health.ts';
import { createMemoryEngine } from '../engine-contract/memory-engine.ts';

const engine = createMemoryEngine();
const breaker = (kind: OpenBreaker['kind']): OpenBreaker => {
  return { kind, reason: 'for a test', openSince: new Date(), retryAt: new Date() };
};

describe('the reason why a gateway is not ready', () => {
  it.each<[EngineState, OpenBreaker | null, boolean, UnreadyReason | null]>([
    ['ready', null, true, null],
    ['ready', null, false, 'no_login'],
    ['ready', breaker('upstream'), true, null],
    ['starting', null, true, 'starting'],
    ['starting', null, false, 'starting'],
    ['unresponsive', null, true, 'engine_down'],
    ['restarting', null, true, 'engine_down'],
    ['restarting', null, false, 'engine_down'],
    ['restarting', breaker('upstream'), true, 'engine_down'],
    ['restarting', breaker('engine'), true, 'engine_failing'],
    ['stopped', null, true, 'draining'],
  ])('engine %s, breaker %j, login %s: %s', (state, open, isReady, reason) => {
    const health = { ...engine.health(), state, breaker: open };
    const account = { isReady, method: null, isLoginRequired: true };
    expect(unreadinessOf({ health: () => health, knownAccount: () => account })).toBe(reason);
  });
});
