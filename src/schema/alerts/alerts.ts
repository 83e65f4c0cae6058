import { mapStream } from '../../codex/streams/map-stream.ts';
import type { Builder } from '../kit/builder.ts';
import { endless } from '../kit/endless.ts';
import { addAlertType } from './alert-type.ts';

const forWhom = 'Empty for a client that does not see all.';

/** What is wrong with the gateway, on `Query` and `Subscription`. */
export function addAlertsFeature(builder: Builder): void {
  addAlertType(builder);
  builder.queryField('alerts', (t) =>
    t.field({
      type: ['Alert'],
      description: `The current problems of the gateway, oldest first. ${forWhom}`,
      resolve: (_root, _args, { caller, alerts }) => (caller.seesAll ? [...alerts.active()] : []),
    }),
  );
  builder.subscriptionField('alerts', (t) =>
    t.field({
      type: ['Alert'],
      description: `All current problems of the gateway, sent at once and after each change. ${forWhom}`,
      subscribe: (_root, _args, { caller, alerts }) =>
        mapStream(endless(alerts.changes()), (active) => (caller.seesAll ? [...active] : [])),
      resolve: (active) => active,
    }),
  );
}
