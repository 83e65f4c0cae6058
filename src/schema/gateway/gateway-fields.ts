import { resolveArrayConnection } from '@pothos/plugin-relay';
import { ModelNotFoundError } from '../../errors/errors.ts';
import type { Builder } from '../kit/builder.ts';
import { readHealth } from '../node/read-once.ts';
import { endless } from '../kit/endless.ts';
import { asPageOf } from '../kit/page-input.ts';

/** The gateway's health, version and models on `Query`, and its health on `Subscription`. */
export function addGatewayFields(builder: Builder): void {
  builder.queryFields((t) => ({
    health: t.field({
      type: 'Health',
      description: 'Whether a chat would be answered now. `Subscription.health` follows it.',
      resolve: async (_root, _args, context) => await readHealth(context),
    }),
    version: t.string({
      description: "The gateway's own version. Codex's is `health { engine { version } }`.",
      resolve: (_root, _args, { version }) => version,
    }),
    model: t.field({
      type: 'Model',
      nullable: true,
      description: 'One model, hidden ones included; null when it is not known.',
      args: {
        id: t.arg.id({
          required: true,
          description: "The model's id, optionally with an effort suffix (`gpt-5.5-high`).",
        }),
      },
      resolve: async (_root, { id }, { core }) => {
        try {
          return (await core.resolveModel(id)).model;
        } catch (error) {
          if (error instanceof ModelNotFoundError) return null;
          throw error;
        }
      },
    }),
    models: t.connection(
      {
        type: 'Model',
        description:
          'The models of the login on this machine, best first. Hidden ones are left out.',
        resolve: async (_root, args, { core }) => {
          const models = (await core.models()).filter(({ isHidden }) => !isHidden);
          return await asPageOf('models', args, () => resolveArrayConnection({ args }, models));
        },
      },
      { name: 'ModelConnection', description: 'A page of the list of models.' },
      { name: 'ModelEdge', description: 'A model and its place in the list.' },
    ),
  }));
  builder.subscriptionField('health', (t) =>
    t.field({
      type: 'Health',
      description:
        "The gateway's health: first the current state, then each change. Changes of the engine's state come at once, changes of counts at most ten times a second. A slow subscriber gets only the newest state.",
      subscribe: (_root, _args, { core }) => endless(core.healthChanges()),
      resolve: (health) => health,
    }),
  );
}
