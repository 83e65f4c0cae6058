import { GraphQLError, NoSchemaIntrospectionCustomRule, validate } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';

/**
 * Refuses operations that read the schema, and leaves out of every error the names that it would
 * suggest. `__typename` stays: it is what clients branch on.
 */
export function hideSchema(): Plugin {
  return {
    onValidate({ addValidationRule, setValidationFn }) {
      addValidationRule(NoSchemaIntrospectionCustomRule);
      setValidationFn(validateInSilence);
    },
    onExecute: () => ({ onExecuteDone: withoutSuggestions }),
    onSubscribe: () => ({ onSubscribeResult: withoutSuggestions }),
  };
}

function validateInSilence(...[schema, document, rules]: Parameters<typeof validate>): unknown {
  return validate(schema, document, rules, { hideSuggestions: true });
}

interface Done {
  readonly result: unknown;
  readonly setResult: (result: { errors: readonly GraphQLError[] }) => void;
}

/**
 * For the errors of variables: with graphql 16 the executor passes `hideSuggestions` on to none of
 * the functions that read them. An operation that fails for these has no data.
 */
function withoutSuggestions({ result, setResult }: Done): void {
  if (typeof result !== 'object' || result === null || isAsyncIterable(result)) return;
  if (!('errors' in result) || !Array.isArray(result.errors) || 'data' in result) return;
  const errors: readonly GraphQLError[] = result.errors;
  setResult({ errors: errors.map((error) => withoutSuggestion(error)) });
}

function withoutSuggestion({ message, nodes, extensions }: GraphQLError): GraphQLError {
  const shown = message.replace(/ Did you mean .*\?$/s, '');
  return new GraphQLError(shown, { nodes: nodes ?? null, extensions });
}
