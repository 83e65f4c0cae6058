/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  | T
  | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How a Codex was found. */
export type CodexSource =
  /** It was installed with the gateway. */
  | 'BUNDLED'
  /** It was named with `--codex-bin`. */
  | 'CODEX_BIN'
  /** It is on the PATH of the gateway. */
  | 'PATH';

/** Where conversations are kept. */
export type ConversationStoreMode =
  /** In a file below `--home`. */
  | 'DISK'
  /** In memory, until the gateway ends. */
  | 'MEMORY'
  /** Nowhere: nothing is kept. */
  | 'OFF';

/** An engine, which gives the answers. */
export type EngineName =
  /** The supervised `codex app-server`. */
  | 'APP_SERVER'
  /** The Responses API, without Codex between. */
  | 'DIRECT';

/** State of the engine. */
export type EngineState =
  /** It takes requests. */
  | 'READY'
  /** It has died and is being started again. */
  | 'RESTARTING'
  /** It is coming up; requests wait for it. */
  | 'STARTING'
  /** It has stopped; the gateway is shutting down. */
  | 'STOPPED'
  /** It has not answered for 5 s. If it stays silent, it is killed and restarted. */
  | 'UNRESPONSIVE';

/** Where the value of a setting comes from. */
export type SettingSource =
  /** Nobody set it. */
  | 'DEFAULT'
  /** The config file. */
  | 'FILE'
  /** The command line. */
  | 'FLAG'
  /** An environment variable. */
  | 'VARIABLE';

export type AboutQueryVariables = Exact<{ [key: string]: never }>;

export type AboutQuery = {
  version: string;
  health: {
    id: string;
    isDemo: boolean;
    startedAt: string;
    memoryBytes: number | null;
    eventLoopDelayMsP99: number | null;
    parkedTurns: number;
    loadedThreads: number | null;
    keptThreads: number | null;
    warmThreads: number | null;
    usage: { retentionDays: number; bytes: number; oldestAt: string | null } | null;
    engine: {
      id: string;
      name: EngineName;
      reason: string;
      state: EngineState;
      version: string;
      path: string;
      source: CodexSource;
      skipped: Array<{ path: string; reason: string }>;
    };
    store: {
      mode: ConversationStoreMode;
      conversations: number;
      bytes: number;
      oldestAt: string | null;
    };
  };
  settings: Array<{
    name: string;
    variable: string;
    value: string | null;
    source: SettingSource;
    group: string;
    description: string;
    isSecret: boolean;
  }>;
  keys: Array<{ name: string; seesAll: boolean }>;
};

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const AboutDocument = new TypedDocumentString(`
    query About {
  version
  health {
    id
    isDemo
    startedAt
    memoryBytes
    eventLoopDelayMsP99
    parkedTurns
    loadedThreads
    keptThreads
    warmThreads
    usage {
      retentionDays
      bytes
      oldestAt
    }
    engine {
      id
      name
      reason
      state
      version
      path
      source
      skipped {
        path
        reason
      }
    }
    store {
      mode
      conversations
      bytes
      oldestAt
    }
  }
  settings {
    name
    variable
    value
    source
    group
    description
    isSecret
  }
  keys {
    name
    seesAll
  }
}
    `) as unknown as TypedDocumentString<AboutQuery, AboutQueryVariables>;
