import {
  getNamedType,
  getOperationAST,
  GraphQLError,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  type ExecutionArgs,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Characters of a string for a type that is no text, at most: a name in an enum, a time. */
const maxWordLength = 1000;

/**
 * Refuses variables with a field that its type does not have. The executor would write the whole
 * object into an error for each of them, twice, and search for names that are alike: 80 s of the
 * event loop for 300,000 such fields. For a name of 20 MB that an enum does not have the search takes
 * 0.8 s, so that these are refused here, too.
 */
export function refuseUnknownFields(): Plugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const error = unknownFieldIn(args);
      if (error !== undefined) setResultAndStopExecution({ errors: [error] });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const error = unknownFieldIn(args);
      if (error !== undefined) setResultAndStopExecution({ errors: [error] });
    },
  };
}

function unknownFieldIn(args: ExecutionArgs): GraphQLError | undefined {
  const operation = getOperationAST(args.document, args.operationName);
  for (const [name, type] of variablesOf(operation, args.schema)) {
    const fault = findFault(args.variableValues?.[name], type, name);
    if (fault === undefined) continue;
    const message = `Variable "$${name}" got invalid value; ${fault}`;
    return new GraphQLError(message, { nodes: operation ?? null, extensions: badInput });
  }
  return undefined;
}

const badInput = { code: 'BAD_USER_INPUT', http: { status: 400, spec: true } };

function* variablesOf(
  operation: OperationDefinitionNode | null | undefined,
  schema: GraphQLSchema,
): Generator<[string, GraphQLInputType]> {
  for (const { variable, type } of operation?.variableDefinitions ?? []) {
    const inputType = typeFromAST(schema, type);
    if (isInputType(inputType)) yield [variable.name.value, inputType];
  }
}

/** Does not look into the values of scalars. */
function findFault(value: unknown, type: GraphQLInputType, path: string): string | undefined {
  if (isNonNullType(type)) return findFault(value, type.ofType, path);
  if (typeof value === 'string' && value.length > maxWordLength) return tooLong(type, path);
  if (typeof value !== 'object' || value === null) return undefined;
  if (isListType(type)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return firstOf(items.entries(), ([index, item]) =>
      findFault(item, type.ofType, `${path}[${index}]`),
    );
  }
  if (!isInputObjectType(type) || Array.isArray(value)) return undefined;
  const fields = type.getFields();
  return firstOf(Object.entries(value), ([name, child]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return field === undefined
      ? `Field "${path}.${name}" is not defined by type "${type.name}".`
      : findFault(child, field.type, `${path}.${name}`);
  });
}

function tooLong(type: GraphQLInputType, path: string): string | undefined {
  const { name } = getNamedType(type);
  if (name === 'String' || name === 'ID') return undefined;
  return `"${path}" is longer than ${maxWordLength} characters, which no "${name}" is.`;
}

function firstOf<T>(items: Iterable<T>, find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
