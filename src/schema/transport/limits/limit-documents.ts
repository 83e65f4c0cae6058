import { GraphQLError, parse } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GraphqlLimits } from '../../limits.ts';
import { operationLimitsRule } from './operation-limits-rule.ts';
import { findRepeatedField } from './repeated-fields.ts';

/** Refuses documents over the limits, on every transport, before anything is started. */
export function limitDocuments(limits: GraphqlLimits): Plugin {
  const rule = operationLimitsRule(limits);
  const { maxDocumentLength, maxTokens, maxRepeats } = limits;
  return {
    onParse({ params, setParseFn }) {
      // Thrown here and not by the parser, whose errors are cached under the whole document.
      if (params.source.toString().length > maxDocumentLength) {
        throw new GraphQLError(
          `The document is longer than ${maxDocumentLength} characters. Put long texts into variables.`,
          { extensions: { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400 } } },
        );
      }
      setParseFn((source, options) => parse(source, { ...options, maxTokens }));
    },
    onValidate({ params, addValidationRule, setResult }) {
      const error = findRepeatedField(params.documentAST, maxRepeats);
      if (error !== undefined) setResult([error]);
      addValidationRule(rule);
    },
  };
}
