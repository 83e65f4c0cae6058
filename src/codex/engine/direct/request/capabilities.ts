import type { Capabilities } from '../../capabilities.ts';
import type { LoginKind } from '../provider/provider.ts';

const whole: Capabilities = {
  hasSampling: true,
  hasTokenLimit: true,
  hasLogprobs: true,
  hasLabels: true,
  hasServiceTiers: true,
  hasCacheKey: true,
  hasNativeTools: true,
  hasCustomTools: true,
  hasNativeFormats: true,
  hasImageDetail: true,
  hasHostedTools: true,
  hasRawTools: true,
  hasArgumentDeltas: true,
};

/** What the Responses API takes from this gateway, by the kind of login, where the operator allows all of it. */
export const directCapabilities: Readonly<Record<LoginKind, Capabilities>> = {
  // The service refuses the other members: 400 "Unsupported parameter".
  chatgpt: {
    ...whole,
    hasSampling: false,
    hasTokenLimit: false,
    hasLogprobs: false,
    hasLabels: false,
    hasServiceTiers: false,
  },
  'api-key': whole,
  custom: whole,
};
