import {
  getOperationAST,
  Kind,
  visit,
  type ASTNode,
  type DocumentNode,
  type ExecutionArgs,
  type FieldNode,
  type OperationDefinitionNode,
} from 'graphql';

/** A subscription that watches a completion, and what its results depend on but the event. */
export interface WatchOperation {
  /** The same object for all subscriptions of the same text, whose document is cached. */
  readonly operation: OperationDefinitionNode;
  /**
   * The variables that its selections use, as JSON. Those of the root field's arguments are not
   * among them: they say which events come, not what becomes of one.
   */
  readonly variables: string;
}

/**
 * Undefined for anything but a plain `chatCompletionEvents`: one that has directives or stands in a
 * fragment may be left out, which the executor decides, and what the conversation of a completion is
 * depends on who asks.
 */
export function findWatchOperation({
  document,
  operationName,
  variableValues,
}: ExecutionArgs): WatchOperation | undefined {
  const operation = getOperationAST(document, operationName);
  const field = operation && onlyField(operation);
  if (!operation || field?.name.value !== 'chatCompletionEvents') return undefined;
  if (field.directives !== undefined && field.directives.length > 0) return undefined;
  if (readsContext(document)) return undefined;
  const used = new Set<string>();
  if (field.selectionSet !== undefined) collectVariables(field.selectionSet, used);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) collectVariables(definition, used);
  }
  const given = Object.entries(variableValues ?? {}).filter(([name]) => used.has(name));
  given.sort(([one], [other]) => (one < other ? -1 : 1));
  return { operation, variables: JSON.stringify(given) };
}

/** Whether a field below the root needs to know who asks. The name is enough: it belongs to no other. */
function readsContext(document: DocumentNode): boolean {
  let isFound = false;
  visit(document, {
    Field({ name }) {
      isFound ||= name.value === 'conversation';
    },
  });
  return isFound;
}

function onlyField({
  selectionSet: { selections },
}: OperationDefinitionNode): FieldNode | undefined {
  const [first, ...others] = selections;
  return first?.kind === Kind.FIELD && others.length === 0 ? first : undefined;
}

function collectVariables(node: ASTNode, names: Set<string>): void {
  visit(node, { Variable: ({ name }) => void names.add(name.value) });
}
