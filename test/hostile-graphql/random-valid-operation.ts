import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { Random } from '../fuzz/random.ts';

/** An operation that the schema allows. */
export interface ValidOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/**
 * Builds operations whose documents are valid and whose variables have the right types: of all
 * kinds, with fields, arguments, fragments and conditions as the schema has them.
 */
export function randomValidOperation(random: Random, schema: GraphQLSchema): ValidOperation {
  const declared: string[] = ['$yes: Boolean!'];
  const variables: Record<string, unknown> = { yes: random.chance(50) };
  const kind = random.pick(['query', 'mutation', 'subscription', 'subscription'] as const);
  const isSubscription = kind === 'subscription';

  function condition(percent: number): string {
    if (!random.chance(percent)) return '';
    return ` @${random.pick(['include', 'skip'])}(if: ${random.pick(['$yes', 'true', 'false'])})`;
  }

  function argument({ name, type }: GraphQLArgument): string {
    const variable = `a${declared.length}`;
    declared.push(`$${variable}: ${String(type)}`);
    variables[variable] = randomInput(random, type, 0);
    return `${name}: $${variable}`;
  }

  function fieldOf(type: GraphQLNamedType, depth: number): string {
    if (!isObjectType(type)) return '__typename';
    const field = random.pick(Object.values(type.getFields()));
    const given = field.args.filter((arg) => isRequiredArgument(arg) || random.chance(50));
    const args = given.length === 0 ? '' : `(${given.map((arg) => argument(arg)).join()})`;
    const inner = getNamedType(field.type);
    // Named anew where arguments or types might differ from those of the same field elsewhere.
    const alias = depth === 0 ? '' : `f${random.below(1_000_000)}: `;
    const selection = isCompositeType(inner) ? ` ${selectionOf(inner, depth + 1)}` : '';
    return `${alias}${field.name}${args}${condition(depth === 0 && isSubscription ? 3 : 15)}${selection}`;
  }

  function selectionOf(type: GraphQLNamedType, depth: number): string {
    if (depth > 5) return '{ __typename }';
    const count = depth === 0 ? 1 : 1 + random.below(3);
    const parts = Array.from({ length: count }, () => {
      if (isAbstractType(type)) {
        const inner = random.pick(schema.getPossibleTypes(type));
        return `... on ${inner.name}${condition(10)} ${selectionOf(inner, depth + 1)}`;
      }
      return random.chance(10) && depth > 0
        ? `...${condition(30)} { ${fieldOf(type, depth)} }`
        : fieldOf(type, depth);
    });
    if (depth > 0 && random.chance(20)) parts.push(`__typename${condition(20)}`);
    return `{ ${parts.join(' ')} }`;
  }

  const roots = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  const root = roots[kind];
  if (!root) throw new Error(`The schema has no ${kind}.`);
  const selection = selectionOf(root, 0);
  return { query: `${kind} S(${declared.join()}) ${selection}`, variables };
}

const texts = ['', 'x', 'gpt-5.5', 'chatcmpl-1', 'low', '\u0000', '🫖\ud800', '-1', '__proto__'];
const numbers = [0, -1, 1, 5, 2 ** 31 - 1, -(2 ** 31)];
const times = ['2026-01-31T12:00:00.000Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59+14:00'];

/** Stands for an object of some thousand levels, which JSON.stringify could not write. */
export const deep = '@deep';

/** A value of that type. */
function randomInput(random: Random, type: GraphQLInputType, depth: number): unknown {
  if (isNonNullType(type)) {
    return randomInput(random, type.ofType, depth) ?? randomInput(random, type, depth);
  }
  if (random.chance(depth > 6 ? 90 : 15)) return null;
  if (isListType(type)) {
    return Array.from({ length: random.below(4) }, () => randomInput(random, type.ofType, depth));
  }
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const given = type.isOneOf
      ? [random.pick(fields)]
      : fields.filter((field) => isNonNullType(field.type) || random.chance(40));
    const entries = given.map(({ name, type: inner }) => {
      const value = randomInput(random, inner, depth + 1);
      return [name, type.isOneOf ? (value ?? 'x') : value];
    });
    return Object.fromEntries(entries);
  }
  switch (type.name) {
    case 'Boolean':
      return random.chance(50);
    case 'Int':
    case 'SafeInt':
      return random.pick(numbers);
    case 'Float':
      return random.pick([...numbers, 0.1, -1e308]);
    case 'DateTime':
      return random.pick(times);
    case 'JSON':
      return random.pick([{}, { type: 'object' }, { $ref: '#' }, deep]);
    default:
      return random.pick(texts);
  }
}
