import type { Builder } from '../kit/builder.ts';

/** The fields of `Health` about the gateway's own process, and about what it keeps of usage. */
export function addProcessFields(builder: Builder): void {
  builder.objectFields('Health', (t) => ({
    startedAt: t.field({
      type: 'DateTime',
      description: 'When the gateway started.',
      resolve: (_health, _args, { gateway }) => gateway.startedAt,
    }),
    isDemo: t.boolean({
      description: 'True for a gateway on the stand-in service of `--demo`.',
      resolve: (_health, _args, { gateway }) => gateway.isDemo,
    }),
    baseUrl: t.string({
      description:
        "The address that the gateway listens on, `http://127.0.0.1:8000`. Behind a proxy, clients use another one. The base URL of OpenAI's clients is this with `/v1`.",
      resolve: (_health, _args, { gateway }) => gateway.baseUrl,
    }),
    memoryBytes: t.field({
      type: 'SafeInt',
      nullable: true,
      description:
        "Memory of the gateway's process (resident set), in bytes, without that of Codex. Null for a client that does not see all.",
      resolve: (_health, _args, { caller, gateway }) =>
        caller.seesAll ? gateway.memoryBytes() : null,
    }),
    eventLoopDelayMsP99: t.float({
      nullable: true,
      description:
        'How late the gateway gets to what is due, in milliseconds: 99 % of it is less late, over the last minute. Null for a client that does not see all.',
      resolve: (_health, _args, { caller, gateway }) =>
        caller.seesAll ? gateway.eventLoopDelayMsP99() : null,
    }),
    usage: t.field({
      type: 'UsageDatabase',
      nullable: true,
      description:
        'What is kept of usage, and since when. Null where none is kept, and for a client that does not see all.',
      resolve: async (_health, _args, { caller, usage }) =>
        caller.seesAll ? await usage.facts() : null,
    }),
  }));
}
