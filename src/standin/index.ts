export type * from './account/types.ts';
export type * from './behaviour.ts';
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
