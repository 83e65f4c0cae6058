export type * from './account/types.ts';
export type * from './behaviour.ts';
export type { StandInRules } from './rules.ts';
export type { TurnStateUse } from './turn-states.ts';
export {
  cloudflareHeaders,
  cloudflarePage,
  connectionLimitBody,
  detailBody,
  modelGateBody,
  unknownPreviousBody,
} from './wire/known-bodies.ts';
export { usageLimitBody } from './wire/errors.ts';
export { startStandIn } from './server.ts';
export type {
  BehaviourHook,
  RecordedRequest,
  StandIn,
  StandInOptions,
  StandInState,
  Transport,
} from './types.ts';
