/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  | T
  | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What is wrong. More values may be added: show the `message` of those you do not know. */
export type AlertKind =
  /** Less than 1 GiB is free on the disk of `--home`. */
  | 'DISK_LOW'
  /** The engine has not answered for 15 seconds. */
  | 'ENGINE_DOWN'
  /** Codex is no longer logged in, or the service refuses its login. */
  | 'LOGIN_LOST'
  /** 80 % of a quota is used up, or more. */
  | 'QUOTA_80'
  /** 95 % of a quota is used up, or more. */
  | 'QUOTA_95'
  /** At the present rate, a quota is used up before its reset. */
  | 'QUOTA_RUNS_OUT';

/** How urgent it is. */
export type AlertSeverity =
  /** Act now. Requests fail, or are about to fail. */
  | 'CRITICAL'
  /** Act soon. Requests are still answered. */
  | 'WARNING';

/** What a breaker watches. */
export type BreakerKind =
  /** The start of Codex. */
  | 'ENGINE'
  /** The connection to the service. */
  | 'UPSTREAM';

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

export type ShellAlertsSubscriptionVariables = Exact<{ [key: string]: never }>;

export type ShellAlertsSubscription = {
  alerts: Array<{
    kind: AlertKind;
    severity: AlertSeverity;
    message: string;
    remedy: string;
    since: string;
    id: string;
  }>;
};

export type ShellHealthSubscriptionVariables = Exact<{ [key: string]: never }>;

export type ShellHealthSubscription = {
  health: {
    id: string;
    isReady: boolean;
    parkedTurns: number;
    engine: {
      id: string;
      name: EngineName;
      state: EngineState;
      version: string;
      activeTurns: number;
    };
    queue: { id: string; queuedTurns: number; maxTurns: number };
    account: { id: string; isReady: boolean; isLoginRequired: boolean };
    breaker: { kind: BreakerKind; reason: string; retryAt: string } | null;
  };
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

export const ShellAlertsDocument = new TypedDocumentString(`
    subscription ShellAlerts {
  alerts {
    id: alertId
    kind
    severity
    message
    remedy
    since
  }
}
    `) as unknown as TypedDocumentString<ShellAlertsSubscription, ShellAlertsSubscriptionVariables>;
export const ShellHealthDocument = new TypedDocumentString(`
    subscription ShellHealth {
  health {
    id
    isReady
    parkedTurns
    engine {
      id
      name
      state
      version
      activeTurns
    }
    queue {
      id
      queuedTurns
      maxTurns
    }
    account {
      id
      isReady
      isLoginRequired
    }
    breaker {
      kind
      reason
      retryAt
    }
  }
}
    `) as unknown as TypedDocumentString<ShellHealthSubscription, ShellHealthSubscriptionVariables>;
