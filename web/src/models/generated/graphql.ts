/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  | T
  | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type ModelsQueryVariables = Exact<{ [key: string]: never }>;

export type ModelsQuery = {
  fallbackModel: string | null;
  models: {
    edges: Array<{
      node: {
        id: string;
        displayName: string;
        description: string;
        isDefault: boolean;
        defaultEffort: string | null;
        inputModalities: Array<string>;
        contextWindow: number | null;
        aliases: Array<string>;
        efforts: Array<{ effort: string; description: string }>;
        serviceTiers: Array<{ tier: string; name: string; description: string }>;
      };
    }>;
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

export const ModelsDocument = new TypedDocumentString(`
    query Models {
  fallbackModel
  models(first: 100) {
    edges {
      node {
        id
        displayName
        description
        isDefault
        defaultEffort
        efforts {
          effort
          description
        }
        inputModalities
        contextWindow
        aliases
        serviceTiers {
          tier
          name
          description
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ModelsQuery, ModelsQueryVariables>;
