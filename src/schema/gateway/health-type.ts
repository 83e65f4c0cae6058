import type { Health } from '../../codex/health.ts';
import type {
  CodexSource,
  EngineName,
  EngineState,
  OpenBreaker,
  EngineHealth,
  Fallback,
  SkippedCodex,
} from '../../codex/engine/engine-health.ts';
import type { Builder } from '../kit/builder.ts';
import { singletonIds } from '../node/ids.ts';
import { accountOf } from '../node/read-once.ts';
import type { QueueHealth } from '../../codex/queue/turn-queue.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    Breaker: OpenBreaker;
    Engine: EngineHealth;
    EngineFallback: Fallback;
    Health: Health;
    Queue: QueueHealth;
    SkippedCodex: SkippedCodex;
  }
}

/** A value of a GraphQL enum, and the value of the core that it stands for. */
interface EnumValue<Value extends string> {
  readonly value: Value;
  readonly description: string;
}

/** A GraphQL value for each of the core's values, with the same name in capitals. */
type SameNames<Value extends string> = {
  readonly [Each in Value as Uppercase<Each>]: EnumValue<Each>;
};

/** GraphQL values whose names differ from the core's. */
type OtherNames<Value extends string> = Readonly<Record<string, EnumValue<Value>>>;

const engineStates: SameNames<EngineState> = {
  STARTING: { value: 'starting', description: 'It is coming up; requests wait for it.' },
  READY: { value: 'ready', description: 'It takes requests.' },
  UNRESPONSIVE: {
    value: 'unresponsive',
    description: 'It has not answered for 5 s. If it stays silent, it is killed and restarted.',
  },
  RESTARTING: { value: 'restarting', description: 'It has died and is being started again.' },
  STOPPED: { value: 'stopped', description: 'It has stopped; the gateway is shutting down.' },
};

const engineNames: OtherNames<EngineName> = {
  APP_SERVER: { value: 'app-server', description: 'The supervised `codex app-server`.' },
  DIRECT: { value: 'direct', description: 'The Responses API, without Codex between.' },
};

const refusalKinds: SameNames<Fallback['kind']> = {
  BLOCKED: { value: 'blocked', description: 'All direct requests from this machine.' },
  PARAMETER: { value: 'parameter', description: 'Requests with a parameter.' },
  MODEL: { value: 'model', description: 'Requests for a model.' },
};

const codexSources: OtherNames<CodexSource> = {
  CODEX_BIN: { value: 'codex-bin', description: 'It was named with `--codex-bin`.' },
  PATH: { value: 'path', description: 'It is on the PATH of the gateway.' },
  BUNDLED: { value: 'bundled', description: 'It was installed with the gateway.' },
};

const breakerKinds: SameNames<OpenBreaker['kind']> = {
  ENGINE: { value: 'engine', description: 'The start of Codex.' },
  UPSTREAM: { value: 'upstream', description: 'The connection to the service.' },
};

/** `Health`, `Engine`, `Breaker` and `Queue`. */
export function addHealth(builder: Builder): void {
  const engineState = builder.enumType('EngineState', {
    description: 'State of the engine.',
    values: engineStates,
  });
  builder.objectType('Health', {
    description:
      'Whether the gateway can answer a chat, with the state of everything that it needs.',
    interfaces: ['Node'],
    fields: (t) => ({
      id: t.id({
        description: 'The same for as long as the gateway exists.',
        resolve: () => singletonIds.health,
      }),
      isReady: t.exposeBoolean('isReady', {
        description:
          'True when a chat would be answered now: the engine is up, there is a login, and no breaker is open.',
      }),
      breaker: t.field({
        type: 'Breaker',
        nullable: true,
        resolve: ({ engine }) => engine.breaker,
        description:
          'The circuit breaker that refuses requests at once; null while requests are let through.',
      }),
      engine: t.expose('engine', {
        type: 'Engine',
        description: 'The engine that answers, and the Codex that it stands on.',
      }),
      queue: t.expose('queue', {
        type: 'Queue',
        description: 'The requests that wait for others to end.',
      }),
      account: t.field({
        type: 'Account',
        description:
          'The login of Codex on this machine: as `Query.account` reads it where the query selects that too, else as it was last seen.',
        resolve: async (health, _args, context) => await accountOf(health, context),
      }),
      store: t.field({
        type: 'ConversationStore',
        description: 'Where conversations are kept, and how much of them.',
        resolve: async (_health, _args, { conversations }) => await conversations.facts(),
      }),
      parkedTurns: t.exposeInt('parkedTurns', {
        description: 'Answers that ended in tool calls and wait for the results of a client.',
      }),
      warmThreads: t.exposeInt('warmThreads', {
        nullable: true,
        description:
          'Pre-connected threads that wait for any request: see `--warm-threads`. Null for the direct engine, which has none.',
      }),
      keptThreads: t.exposeInt('keptThreads', {
        nullable: true,
        description:
          'Threads that wait for the next message of their chat: see `--kept-threads`. Null for the direct engine, which has none.',
      }),
      loadedThreads: t.exposeInt('loadedThreads', {
        nullable: true,
        description:
          'Threads that the engine holds in memory: of answers under way, parked ones, those kept ready, and some that have just ended. Null while the engine cannot be asked.',
      }),
    }),
  });
  const breakerKind = builder.enumType('BreakerKind', {
    description: 'What a breaker watches.',
    values: breakerKinds,
  });
  builder.objectType('Breaker', {
    description:
      'An open circuit breaker. While it is open, requests get a 503 with a time to retry, and single probes find out when it can close.',
    fields: (t) => ({
      kind: t.expose('kind', { type: breakerKind, description: 'What it watches.' }),
      reason: t.exposeString('reason', { description: 'Why it is open, for people.' }),
      openSince: t.expose('openSince', { type: 'DateTime', description: 'When it opened.' }),
      retryAt: t.expose('retryAt', {
        type: 'DateTime',
        description: 'When the next probe may be sent.',
      }),
    }),
  });
  const codexSource = builder.enumType('CodexSource', {
    description: 'How a Codex was found.',
    values: codexSources,
  });
  builder.objectType('SkippedCodex', {
    description: 'A Codex that was found and cannot serve.',
    fields: (t) => ({
      path: t.exposeString('path', { description: "Where it is on the gateway's machine." }),
      source: t.expose('source', { type: codexSource, description: 'How it was found.' }),
      version: t.exposeString('version', {
        nullable: true,
        description: 'Its version; null where it does not tell.',
      }),
      reason: t.exposeString('reason', {
        description: 'Why it cannot serve, in words that continue "Codex …".',
      }),
    }),
  });
  const engineName = builder.enumType('EngineName', {
    description: 'An engine, which gives the answers.',
    values: engineNames,
  });
  const refusalKind = builder.enumType('EngineRefusalKind', {
    description: 'What the service refuses from the direct engine.',
    values: refusalKinds,
  });
  builder.objectType('EngineFallback', {
    description:
      'Requests that the app-server answers in place of the direct engine, because the service has refused such a request. It lasts until the gateway restarts or the login changes.',
    fields: (t) => ({
      kind: t.expose('kind', { type: refusalKind, description: 'What the service refuses.' }),
      subject: t.exposeString('subject', {
        nullable: true,
        description: 'The name of the parameter or of the model; null for all requests.',
      }),
      reason: t.exposeString('reason', { description: 'The same as a sentence.' }),
      since: t.expose('since', { type: 'DateTime', description: 'When it was first refused.' }),
    }),
  });
  builder.objectType('Engine', {
    description: 'The engine that answers, and the Codex that it stands on.',
    interfaces: ['Node'],
    fields: (t) => ({
      id: t.id({
        description: 'The same for as long as the gateway exists.',
        resolve: () => singletonIds.engine,
      }),
      name: t.expose('engine', {
        type: engineName,
        description: 'The engine that answers new requests.',
      }),
      reason: t.exposeString('engineReason', {
        description: 'Why it is this engine, for people.',
      }),
      fallbacks: t.expose('fallbacks', {
        type: ['EngineFallback'],
        description:
          'What `APP_SERVER` answers although `DIRECT` is chosen, because the service has refused such requests.',
      }),
      state: t.expose('state', { type: engineState, description: 'What it is doing.' }),
      version: t.exposeString('version', {
        description: 'The version of the Codex that runs, or ran last: `0.171.0`.',
      }),
      source: t.expose('source', { type: codexSource, description: 'How that Codex was found.' }),
      path: t.exposeString('path', {
        description: "Where that Codex is on the gateway's machine.",
      }),
      skipped: t.expose('skipped', {
        type: ['SkippedCodex'],
        description: 'The Codex executables that were tried first and cannot be used.',
      }),
      activeTurns: t.exposeInt('activeTurns', { description: 'Answers under way now.' }),
    }),
  });
  builder.objectType('Queue', {
    description:
      'The requests that wait for others to end: first in first out for each API key, while the keys take turns.',
    interfaces: ['Node'],
    fields: (t) => ({
      id: t.id({
        description: 'The same for as long as the gateway exists.',
        resolve: () => singletonIds.queue,
      }),
      maxTurns: t.exposeInt('maxTurns', { description: 'How many answers may be given at once.' }),
      queuedTurns: t.exposeInt('queuedTurns', { description: 'How many requests wait.' }),
      longestWaitMs: t.exposeInt('longestWaitMs', {
        description: 'How long the first of them has waited, in milliseconds; 0 where none waits.',
      }),
    }),
  });
}
