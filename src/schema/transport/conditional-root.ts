import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * Refuses `@skip` and `@include` on the root field of a subscription, as the specification does
 * (October 2025, section 5.2.4.1). graphql 16 does not: its own rule reads the directives without
 * variables, and throws where one is needed.
 */
export function refuseConditionalRoot(): Plugin {
  return {
    onValidate({ params, setResult }) {
      const error = findConditionalRoot(params.documentAST);
      if (error !== undefined) setResult([error]);
    },
  };
}

/** An error for the first subscription whose root field may be left out. */
export function findConditionalRoot(document: DocumentNode): GraphQLError | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (definition.operation !== OperationTypeNode.SUBSCRIPTION) continue;
    const node = findConditional(definition.selectionSet, fragments);
    if (node !== undefined) return refusal(node);
  }
  return undefined;
}

/** Reads each fragment once, so that fragments which contain themselves come to an end. */
function findConditional(
  root: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectionNode | undefined {
  const selections = [...root.selections];
  const seen = new Set<string>();
  for (const node of selections) {
    if (node.directives?.some(isCondition)) return node;
    if (node.kind === Kind.INLINE_FRAGMENT) selections.push(...node.selectionSet.selections);
    if (node.kind !== Kind.FRAGMENT_SPREAD || seen.has(node.name.value)) continue;
    seen.add(node.name.value);
    selections.push(...(fragments.get(node.name.value)?.selectionSet.selections ?? []));
  }
  return undefined;
}

function isCondition({ name: { value } }: { readonly name: { readonly value: string } }): boolean {
  return value === 'skip' || value === 'include';
}

function refusal(node: SelectionNode): GraphQLError {
  return new GraphQLError(
    'The root field of a subscription must not use @skip or @include. Leave the subscription out instead.',
    { nodes: [node], extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
  );
}
