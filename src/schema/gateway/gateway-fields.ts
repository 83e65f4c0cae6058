import { resolveArrayConnection } from '@pothos/plugin-relay';
import { ModelNotFoundError } from '../../errors/errors.ts';
import type { Builder } from '../kit/builder.ts';
import { readHealth } from '../node/read-once.ts';
import { asPageOf } from '../kit/page-input.ts';

/** `Query`: what is, and what a completion has come to. */
export function addQuery(builder: Builder): void {
  builder.queryType({ description: 'Reads. Nothing here starts or stops anything.' });
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
          description: "The model's id, or that with an effort behind it (`gpt-5.5-high`).",
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
    chatCompletion: t.field({
      type: 'ChatCompletion',
      nullable: true,
      description:
        'A running or recent completion with its text so far, whichever surface started it; null when nothing is kept under that id that this API key may see.',
      args: { id: t.arg.id({ required: true, description: "The completion's id." }) },
      resolve: (_root, { id }, { core }) => core.completion(id) ?? null,
    }),
  }));
}
