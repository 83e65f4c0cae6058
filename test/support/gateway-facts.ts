import type { GatewayFacts } from '../../src/schema/kit/gateway-facts.ts';

/** Those of a gateway without keys and settings, for a surface that stands alone. */
export const gatewayFacts: GatewayFacts = {
  isKeyRequired: false,
  apiKeys: [],
  fallbackModel: undefined,
};
