import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import type { JsonObject } from '../../codex/completion/tools.ts';
import type { GraphqlContext } from './context.ts';

/** The source value of each object type, by its name. The file that defines a type adds it. */
export interface ObjectTypes {}

/** The same for interfaces. */
export interface InterfaceTypes {}

/** The types that the builder knows. */
export interface SchemaShape {
  Context: GraphqlContext;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: JsonObject; Output: JsonObject };
    SafeInt: { Input: number; Output: number };
  };
  Objects: ObjectTypes;
  Interfaces: InterfaceTypes;
}

/** `SchemaShape` with Pothos' defaults filled in, as its refs are parameterised. */
export type SchemaTypes = PothosSchemaTypes.ExtendDefaultTypes<SchemaShape>;

/** The schema builder, with the project's conventions set. */
export type Builder = InstanceType<typeof SchemaBuilder<SchemaShape>>;

/** A builder with no types in it yet. */
export function createBuilder(): Builder {
  return new SchemaBuilder<SchemaShape>({
    plugins: [ErrorsPlugin, RelayPlugin, ComplexityPlugin],
    defaultFieldNullability: false,
    // Costs are checked when a document is validated: the plugin's own check would come after a
    // subscription's source has started.
    complexity: { disabled: true },
    errors: { directResult: true },
    relay: {
      clientMutationId: 'omit',
      nodeQueryOptions: false,
      nodesQueryOptions: false,
      cursorType: 'String',
      edgesFieldOptions: {
        nullable: { list: false, items: false },
        description: 'The items of this page with their cursors.',
      },
      nodeFieldOptions: { nullable: false, description: 'The item.' },
      cursorFieldOptions: { description: 'Opaque; pass it to `after` or `before`.' },
      pageInfoFieldOptions: { description: 'Whether there is more on either side.' },
      pageInfoTypeOptions: { description: 'Where a page of a connection lies.' },
      hasNextPageFieldOptions: { description: 'True when items follow this page.' },
      hasPreviousPageFieldOptions: { description: 'True when items precede this page.' },
      startCursorFieldOptions: { description: 'Cursor of the first item; null on an empty page.' },
      endCursorFieldOptions: { description: 'Cursor of the last item; null on an empty page.' },
      firstArgOptions: {
        description: 'At most this many items from the start of the list; 100 at most.',
      },
      afterArgOptions: { description: 'Only items after this cursor.' },
      lastArgOptions: {
        description: 'At most this many items from the end of the list; 100 at most.',
      },
      beforeArgOptions: { description: 'Only items before this cursor.' },
    },
  });
}
