import { GraphQLError, parse, type DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GraphqlLimits } from './limits.ts';
import { operationLimitsRule } from './operation-limits-rule.ts';
import { isNestedBeyond } from './nesting.ts';
import { findRepeatedField } from './repeated-fields.ts';

/** Refuses documents over the limits, on every transport, before anything is started. */
export function limitDocuments(limits: GraphqlLimits): Plugin {
  const rule = operationLimitsRule(limits);
  const { maxDocumentLength, maxTokens, maxNesting, maxRepeats } = limits;
  return {
    onParse({ params, setParseFn }) {
      const text = params.source.toString();
      // Thrown here and not by the parser, whose errors are cached under the whole document.
      if (text.length > maxDocumentLength) {
        throw unparsed(
          `The document is longer than ${maxDocumentLength} characters. Put long texts into variables.`,
        );
      }
      if (isNestedBeyond(text, maxNesting, maxTokens)) {
        throw unparsed(`The document has brackets within brackets more than ${maxNesting} times.`);
      }
      setParseFn((source, options) =>
        withParseCode(() => parse(source, { ...options, maxTokens })),
      );
    },
    onValidate({ params, addValidationRule, setResult }) {
      const error = findRepeatedField(params.documentAST, maxRepeats);
      if (error !== undefined) setResult([error]);
      addValidationRule(rule);
    },
  };
}

/**
 * Gives a syntax error its code. Yoga does so for HTTP only, and caches the error for every transport.
 */
function withParseCode(parseDocument: () => DocumentNode): DocumentNode {
  try {
    return parseDocument();
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { message, source, positions } = error;
    throw new GraphQLError(message, {
      source: source ?? null,
      positions: positions ?? null,
      extensions: { code: 'GRAPHQL_PARSE_FAILED', http: { spec: true, status: 400 } },
    });
  }
}

function unparsed(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400 } },
  });
}
