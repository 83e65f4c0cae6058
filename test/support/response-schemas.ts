import { faultsOf, schemas, type SchemaName } from './openapi.ts';

/** The schema of one kind of event. */
interface EventSchema {
  readonly properties: { readonly type: { readonly enum: readonly string[] } };
  readonly required: readonly string[];
}

/** The names of the schemas of what a response's stream may hold, by the event's `type`. */
const names: ReadonlyMap<string, SchemaName> = new Map(
  schemas.ResponseStreamEvent.anyOf.map(({ $ref }) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the copy holds what it refers to
    const name = $ref.slice($ref.lastIndexOf('/') + 1) as SchemaName;
    return [eventSchema(name).properties.type.enum[0] ?? name, name];
  }),
);

/** What the document says of the events of that type; undefined where it has none. */
export function schemaOfEvent(type: string): EventSchema | undefined {
  const name = names.get(type);
  return name && eventSchema(name);
}

/** What keeps an event of a response from being what OpenAI's document says it is. */
export function eventFaults(event: object): string[] {
  const type = 'type' in event && typeof event.type === 'string' ? event.type : '';
  const name = names.get(type);
  if (name === undefined) return [`an unknown event: ${type}`];
  return faultsOf(name, event).map((fault) => `${type}: ${fault}`);
}

function eventSchema(name: SchemaName): EventSchema {
  const schema: object = schemas[name];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as all schemas of events are
  return schema as EventSchema;
}
