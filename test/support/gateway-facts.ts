import type { Alerts } from '../../src/alerts/alerts.ts';
import { LatestValue } from '../../src/codex/streams/latest-value.ts';
import type { QuotaHistory } from '../../src/quota/quota-history.ts';
import type { GatewayFacts } from '../../src/schema/kit/gateway-facts.ts';

/** Those of a gateway without keys and settings, for a surface that stands alone. */
export const gatewayFacts: GatewayFacts = {
  startedAt: new Date(0),
  isDemo: false,
  baseUrl: 'http://127.0.0.1:8000',
  memoryBytes: () => 0,
  eventLoopDelayMsP99: () => 0,
  isKeyRequired: false,
  apiKeys: [],
  diagnose: async () =>
    await Promise.resolve({ checkedAt: new Date(0), status: 'ok', findings: [] }),
  settings: () => [],
  fallbackModel: undefined,
};

/** Holds no reading. */
export const noQuotaHistory: QuotaHistory = {
  note: () => {},
  readings: async () => await Promise.resolve([]),
  close: async () => {},
};

/** Of a gateway with which nothing is wrong. */
export const noAlerts: Alerts = {
  active: () => [],
  changes: () => new LatestValue<readonly []>().follow(),
  watch: () => {},
  close: async () => {},
};
