import type { Builder } from '../kit/builder.ts';
import type { EffortOption, Model, ServiceTier } from '../../codex/engine/model.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    EffortOption: EffortOption;
    Model: Model;
    ServiceTier: ServiceTier;
  }
}

/** `Model` and what it holds. */
export function addModel(builder: Builder): void {
  builder.objectType('Model', {
    description: 'A model that the Codex login on this machine can use.',
    interfaces: ['Node'],
    fields: (t) => ({
      id: t.exposeID('id', {
        description: 'The name to ask for. An effort may follow it: `gpt-5.5-high`.',
      }),
      aliases: t.stringList({
        description: 'Other names for it, set with `--model-alias`.',
        resolve: (model, _args, { core }) => core.modelAliases([model]).map(({ name }) => name),
      }),
      displayName: t.exposeString('displayName', { description: 'Its name for people.' }),
      description: t.exposeString('description', { description: 'What it is good for.' }),
      efforts: t.field({
        type: ['EffortOption'],
        description:
          'The reasoning efforts it offers, weakest first; empty when it does not reason.',
        resolve: (model) => [...model.efforts],
      }),
      defaultEffort: t.exposeString('defaultEffort', {
        nullable: true,
        description: 'The effort of a request that names none; null when it does not reason.',
      }),
      inputModalities: t.field({
        type: ['String'],
        description: 'What a message to it may hold: `text`, `image` and so on.',
        resolve: (model) => [...model.inputModalities],
      }),
      contextWindow: t.exposeInt('contextWindow', {
        nullable: true,
        description: 'Its context window in tokens; null where Codex does not know it.',
      }),
      serviceTiers: t.field({
        type: ['ServiceTier'],
        description: 'The ways it can be served; empty when there is only one.',
        resolve: (model) => [...model.serviceTiers],
      }),
      isDefault: t.exposeBoolean('isDefault', {
        description: 'True for the model of a request that names none.',
      }),
      isHidden: t.exposeBoolean('isHidden', {
        description: 'True for a model that can be requested by name, but is not listed.',
      }),
    }),
  });
  builder.objectType('EffortOption', {
    description: 'A reasoning effort that a model offers.',
    fields: (t) => ({
      effort: t.exposeString('effort', {
        description: '`low`, `high` and so on. An open set: each model has its own.',
      }),
      description: t.exposeString('description', { description: 'What it is good for.' }),
    }),
  });
  builder.objectType('ServiceTier', {
    description: 'A way to be served, for instance faster at a higher price.',
    fields: (t) => ({
      tier: t.exposeString('id', {
        description:
          'Its name for programs, for `serviceTier` of an input. Several models may offer a tier of one name, each with a description of its own.',
      }),
      name: t.exposeString('name', { description: 'Its name for people.' }),
      description: t.exposeString('description', { description: 'What it brings.' }),
    }),
  });
}
