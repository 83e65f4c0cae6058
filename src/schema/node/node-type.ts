import type { Builder } from '../kit/builder.ts';
import type { GraphqlContext } from '../kit/context.ts';
import { findNode, nodeType } from './find-node.ts';

declare module '../kit/builder.ts' {
  interface InterfaceTypes {
    Node: object;
  }
}

/** The `Node` interface and `Query.node`. */
export function addNode(builder: Builder): void {
  builder.interfaceType('Node', {
    description:
      'An object with an ID. The ID stays the same for as long as the object is known, and no two objects have the same one, whatever their types: a normalizing cache may use it as its key.',
    resolveType: (node) => nodeType(node),
    fields: (t) => ({
      id: t.id({ description: 'Opaque, and unique over all types.', resolve: () => '' }),
    }),
  });
  builder.queryField('node', (t) =>
    t.field({
      type: 'Node',
      nullable: true,
      description:
        'The object with this ID; null when there is none, or when this API key may not see it.',
      args: { id: t.arg.id({ required: true, description: "The object's ID." }) },
      resolve: async (_root, { id }, context: GraphqlContext, info) =>
        await findNode(id, context, info),
    }),
  );
}
