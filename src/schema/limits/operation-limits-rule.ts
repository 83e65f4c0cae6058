import { PothosValidationError } from '@pothos/core';
import { complexityFromQuery, type ComplexityResult } from '@pothos/plugin-complexity';
import {
  GraphQLError,
  Kind,
  type ASTNode,
  type ASTVisitor,
  type DocumentNode,
  type OperationDefinitionNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import type { GraphqlLimits } from './limits.ts';

/**
 * Refuses operations that are too deep, too costly, or rename too many fields. As a validation rule
 * it holds for every transport and comes before anything is started: the complexity plugin's own
 * check would let a subscription start its turn first, and then refuse each event. Costs do not
 * depend on variables, so the result may be cached with the document.
 */
export function operationLimitsRule(limits: GraphqlLimits): ValidationRule {
  return function OperationLimitsRule(context: ValidationContext): ASTVisitor {
    let aliases = 0;
    return {
      Field(node) {
        if (node.alias === undefined) return;
        aliases += 1;
        if (aliases === limits.maxAliases + 1) {
          report(context, node, `The document has more than ${limits.maxAliases} aliases.`);
        }
      },
      OperationDefinition(node) {
        const cost = costOf(context, node);
        if (cost === undefined) return;
        if (cost.depth > limits.maxDepth) {
          const depths = `${cost.depth} levels deep; ${limits.maxDepth} are allowed.`;
          report(context, node, `The operation is ${depths}`);
        }
        if (cost.complexity > limits.maxComplexity) {
          const costs = `${cost.complexity}; ${limits.maxComplexity} is allowed.`;
          report(context, node, `The operation costs ${costs}`);
        }
      },
    };
  };
}

function report(context: ValidationContext, node: ASTNode, message: string): void {
  context.reportError(new GraphQLError(message, { nodes: [node] }));
}

/** Undefined for a document with unknown fields or fragments, which the standard rules refuse. */
function costOf(
  context: ValidationContext,
  operation: OperationDefinitionNode,
): ComplexityResult | undefined {
  const fragments = context
    .getDocument()
    .definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation, variableDefinitions: [] }, ...fragments],
  };
  try {
    return complexityFromQuery(document, { schema: context.getSchema() });
  } catch (error) {
    if (error instanceof PothosValidationError) return undefined;
    throw error;
  }
}
