import { noCapabilities, type Capabilities } from '../../capabilities.ts';
import type { LoginKind } from '../provider/provider.ts';

const whole: Capabilities = {
  hasSampling: true,
  hasTokenLimit: true,
  hasLogprobs: true,
  hasLabels: true,
  hasCustomTools: true,
  hasHostedTools: true,
  hasArgumentDeltas: true,
};

/** What the Responses API takes from this gateway, by the kind of login. */
export const directCapabilities: Readonly<Record<LoginKind, Capabilities>> = {
  // The service refuses the other members: 400 "Unsupported parameter".
  chatgpt: {
    ...noCapabilities,
    hasCustomTools: true,
    hasHostedTools: true,
    hasArgumentDeltas: true,
  },
  'api-key': whole,
  custom: whole,
};
