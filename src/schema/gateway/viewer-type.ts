import { guestOriginOf, type Caller } from '../../codex/completion/caller.ts';
import type { Builder } from '../kit/builder.ts';
import type { ApiKeyInfo } from '../kit/gateway-facts.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    ApiKeyInfo: ApiKeyInfo;
    Viewer: Caller;
  }
}

/** `Viewer` and `ApiKeyInfo`. */
export function addViewer(builder: Builder): void {
  builder.objectType('Viewer', {
    description:
      'The client that asks: its key, what it sees and what it may change. A page can offer what will work.',
    fields: (t) => ({
      keyName: t.string({
        nullable: true,
        description:
          'The name of its API key. Null without a key, and for the admin token, which has no name.',
        resolve: (caller) => (guestOriginOf(caller) === null ? caller.name : null),
      }),
      seesAll: t.exposeBoolean('seesAll', {
        description:
          'Whether it sees and may cancel the completions of all clients, and sees the settings. If false, it sees only its own: those of its key, or of the web page that asks.',
      }),
      isKeyRequired: t.boolean({
        description: 'Whether the gateway refuses clients without an API key.',
        resolve: (_caller, _args, { gateway }) => gateway.isKeyRequired,
      }),
      mayChangeLogin: t.exposeBoolean('mayAdminister', {
        description:
          'Whether it may log Codex in and out. If false, that takes the admin token, which `codex-serve admin-token` prints, or an admin API key.',
      }),
    }),
  });
  builder.objectType('ApiKeyInfo', {
    description: 'An API key of the gateway. Its secret is never shown.',
    fields: (t) => ({
      name: t.exposeString('name', {
        description: 'Its name: `default` for a key that was set without one.',
      }),
      seesAll: t.exposeBoolean('seesAll', {
        description:
          'Whether its holder sees the completions of all keys, and may change the login. See `--admin-keys`.',
      }),
    }),
  });
}

/** Who asks, the keys and the fallback model, on `Query`. */
export function addViewerFields(builder: Builder): void {
  builder.queryFields((t) => ({
    viewer: t.field({
      type: 'Viewer',
      description: 'The client that asks, and what it sees and may change.',
      resolve: (_root, _args, { caller }) => caller,
    }),
    keys: t.field({
      type: ['ApiKeyInfo'],
      description:
        'The API keys of the gateway, in the order of the settings; empty without any, and for a client that does not see all.',
      resolve: (_root, _args, { caller, gateway }) => (caller.seesAll ? [...gateway.apiKeys] : []),
    }),
    fallbackModel: t.string({
      nullable: true,
      description:
        'The model that answers requests for unknown models, set with `--fallback-model`; null where they are refused.',
      resolve: (_root, _args, { gateway }) => gateway.fallbackModel ?? null,
    }),
  }));
}
