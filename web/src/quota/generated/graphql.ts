/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  | T
  | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which of the two windows of a limit it is. */
export type QuotaWindowKind =
  /** The shorter one, of some hours. */
  | 'PRIMARY'
  /** The longer one, of a week for instance. */
  | 'SECONDARY';

export type QuotaQueryVariables = Exact<{
  hours: number;
}>;

export type QuotaQuery = {
  account: {
    id: string;
    isReady: boolean;
    isLoginRequired: boolean;
    method: string | null;
    plan: string | null;
    quota: Array<{
      limitId: string;
      limitName: string | null;
      kind: QuotaWindowKind;
      windowMinutes: number | null;
      usedPercent: number;
      resetsAt: string | null;
      observedAt: string;
      exhaustedAt: string | null;
    }> | null;
    credits: { hasCredits: boolean; isUnlimited: boolean; balance: string | null } | null;
  };
  quotaHistory: Array<{
    limitId: string;
    kind: QuotaWindowKind;
    windowMinutes: number | null;
    usedPercent: number;
    resetsAt: string | null;
    observedAt: string;
  }>;
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

export const QuotaDocument = new TypedDocumentString(`
    query Quota($hours: Int!) {
  account {
    id
    isReady
    isLoginRequired
    method
    plan
    quota {
      limitId
      limitName
      kind
      windowMinutes
      usedPercent
      resetsAt
      observedAt
      exhaustedAt
    }
    credits {
      hasCredits
      isUnlimited
      balance
    }
  }
  quotaHistory(hours: $hours) {
    limitId
    kind
    windowMinutes
    usedPercent
    resetsAt
    observedAt
  }
}
    `) as unknown as TypedDocumentString<QuotaQuery, QuotaQueryVariables>;
